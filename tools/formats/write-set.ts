import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBadgeTokens } from '../../platform/crypto/badge-tokens.ts';
import { cleanUp } from '../../test/main/sync/support.ts';
import { codesNow, signedTextsNow } from './codes.ts';
import { writeHubWorld } from './hub-world.ts';
import { writePackageWorld } from './package-world.ts';
import { currentVersions, formats } from './versions.ts';

/** Where the sets of fixtures are, one folder for each. */
export const fixturesFolder = join(import.meta.dirname, '../../test/formats/fixtures');

/**
 * In every set: the version of each format, and the content that readers must find in its fixture.
 */
export const listName = 'formats.json';
export const expectedName = 'expected.json';

/**
 * Writes a set of fixtures, one of every format.
 *
 * @param again replaces the set of this name: only until the first release
 * @param version the app's, from package.json
 * @throws Error for a name that is in use, or `again` after the first release
 */
export async function writeSet(name: string, again: boolean, version: string): Promise<string> {
  if (!/^[a-z0-9.-]+$/.test(name)) throw new Error('a name has letters, digits, dots and hyphens');
  const folder = join(fixturesFolder, name);
  if (again && !version.startsWith('0.')) {
    throw new Error(
      `Version ${version} has been released: people have files of its formats. Choose a new name`,
    );
  }
  if (existsSync(folder) && !again) {
    throw new Error(`${folder} exists. Files like these are read for ever: choose a new name`);
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    await writeFixtures(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/**
 * Writes a fixture of every format into an empty folder, with the content that readers must find in
 * each.
 */
export async function writeFixtures(folder: string): Promise<void> {
  const write = (file: string, content: unknown): void =>
    writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
  try {
    const expected = { ...(await writeHubWorld(folder)), ...(await writePackageWorld(folder)) };
    const { token, proof } = createBadgeTokens(0).make();
    const badge = { token: Buffer.from(token).toString('hex'), proof };
    write(formats.codes.file, { codes: codesNow(), badge });
    write(formats['signed-texts'].file, signedTextsNow());
    write(expectedName, expected);
    write(listName, currentVersions());
  } finally {
    await cleanUp();
  }
}
