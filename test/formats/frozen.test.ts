import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readArchiveFile } from '../../domain/day-close/event-archive.ts';
import { reportText, sealReport, signedReportSchema } from '../../domain/day-close/report.ts';
import { readPackageFile } from '../../domain/station/event-package.ts';
import { headLines } from '../../domain/sync/stick.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { openByPhrase, openSealed } from '../../platform/crypto/sealed.ts';
import { passphrase } from '../../tools/formats/content.ts';
import { currentVersions, type FormatName, formats } from '../../tools/formats/versions.ts';
import { fixturesFolder, writeFixtures, writeSet } from '../../tools/formats/write-set.ts';
import { hasPostgres } from '../support/postgres.ts';
import { type FixtureSet, newestSet, setIn, sets } from './sets.ts';

const keySchema = z.looseObject({ privateKey: z.string() });
const names = Object.keys(formats) as FormatName[];

describe('fixtures', () => {
  test('are there of every format in its present version', () => {
    // Another version: read "Changing a format" in docs/formats.md, then run npm run formats:write.
    expect(newestSet().versions).toEqual(currentVersions());
  });

  test.each(sets.map((set) => [set.name, set] as const))('of set %s are whole', (_name, set) => {
    for (const name of Object.keys(set.versions)) expect(names).toContain(name);
    for (const name of Object.keys(set.versions) as FormatName[])
      expect(existsSync(set.path(name)), name).toBe(true);
  });

  test('are in no folder without a list', () => {
    const known = [...sets.map(({ name }) => name), 'README.md'].sort();
    expect(readdirSync(fixturesFolder).sort()).toEqual(known);
  });

  test('are never written over, except before the first release and on request', async () => {
    const { name } = newestSet();
    await expect(writeSet(name, false, '0.1.0')).rejects.toThrow(/choose a new name/);
    await expect(writeSet(name, true, '1.0.0')).rejects.toThrow(/has been released/);
    await expect(writeSet('../escaped', false, '0.1.0')).rejects.toThrow(/a name has letters/);
    expect(existsSync(newestSet().path('store'))).toBe(true);
  });

  test('are described, each format of them', () => {
    const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
    for (const name of names) expect(page).toContain(`\n| \`${name}\` `);
  });
});

describe('what the app writes today', () => {
  let folder: string;
  let today: FixtureSet;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-formats-'));
    await writeFixtures(folder);
    today = setIn('today', folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(['event', 'template', 'signed-texts'] as const)('is the same text: %s', (name) => {
    expect(today.text(name)).toBe(newestSet().text(name));
  });

  test('are the same codes', () => {
    const codesOf = (set: FixtureSet) => JSON.parse(set.text('codes')).codes as unknown;
    expect(codesOf(today)).toEqual(codesOf(newestSet()));
  });

  test.each(['settings', 'report', 'wire', 'codes'] as const)('has the same form: %s', (name) => {
    const formIn = (set: FixtureSet) => formOf(JSON.parse(set.text(name)));
    expect(formIn(today)).toEqual(formIn(newestSet()));
  });

  test('has the same form: the package', async () => {
    expect(await packageForm(today)).toEqual(await packageForm(newestSet()));
  });

  test('has the same form: the archive', async () => {
    expect(await archiveForm(today)).toEqual(await archiveForm(newestSet()));
  });

  test('is the same text: a report that is sealed again', () => {
    const { report } = signedReportSchema.parse(JSON.parse(newestSet().text('report')));
    const { privateKey } = keySchema.parse(newestSet().expected('report'));
    const sign = (text: string) => signText(readPrivateKey(privateKey), text);
    const again = reportText(sealReport(report, sign, nodeCrypto));
    expect(again).toBe(newestSet().text('report'));
  });

  test('has the same form: the stick', async () => {
    expect(await stickForm(today)).toEqual(await stickForm(newestSet()));
  });

  test.each(['store', 'hub-sqlite', 'hub-postgres'] as const)('holds the same: %s', (name) => {
    if (name === 'hub-postgres' && !hasPostgres) return;
    expect(formOf(today.expected(name))).toEqual(formOf(newestSet().expected(name)));
  });
});

async function packageForm(set: FixtureSet): Promise<unknown> {
  const file = readPackageFile(set.bytes('package'), nodeCrypto);
  if (typeof file === 'string') throw new Error(file);
  return [formOf(file.header), await insideForm(file.sealed)];
}

async function archiveForm(set: FixtureSet): Promise<unknown> {
  const file = readArchiveFile(set.bytes('archive'), nodeCrypto);
  if (typeof file === 'string') throw new Error(file);
  return await insideForm(file.sealed);
}

/** Opened with the key in the hub's store, for which it was written. */
async function stickForm(set: FixtureSet): Promise<unknown> {
  const hub = new BetterSqlite3(gunzipSync(set.bytes('hub-sqlite')));
  const key = String(hub.prepare('SELECT private_key FROM hub').pluck().get());
  hub.close();
  const file = set.bytes('stick');
  const [first = '', second = ''] = headLines(file);
  const sealed = file.subarray(first.length + second.length + 2);
  return [first, formOf(second), formOfInside(await openSealed(key, sealed))];
}

async function insideForm(sealed: Uint8Array): Promise<unknown> {
  return formOfInside(await openByPhrase(passphrase, sealed));
}

/** The form of every line of a sealed file. */
function formOfInside(inside: Uint8Array | null): unknown {
  const text = Buffer.from(inside ?? '').toString('utf8');
  expect(text).not.toBe('');
  return text.trimEnd().split('\n').map(formOf);
}

/**
 * The names of all fields, in their order, with the type of each value; JSON within a text is read
 * too. Ids, hashes and times differ each time that a fixture is written.
 */
function formOf(value: unknown): unknown {
  if (typeof value === 'string') return /^[[{]/.test(value) ? formOfText(value) : 'string';
  if (Array.isArray(value)) return value.map(formOf);
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.entries(value).map(([name, member]) => [name, formOf(member)]);
}

function formOfText(text: string): unknown {
  try {
    return formOf(JSON.parse(text));
  } catch {
    // JSON lines, a fact on each.
    return text.split('\n').map((line) => (line === text ? 'string' : formOf(line)));
  }
}
