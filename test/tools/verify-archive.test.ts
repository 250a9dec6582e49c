import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeArchive } from '../../main/day-close/archive.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { projectNode, root } from '../../tools/runtime.mjs';
import { namesArchive, verifyArchiveCommand } from '../../tools/verify/archive-command.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { readsOf } from '../support/long-reads.ts';

const keys = makeSigningKeys();
const phrase = 'a phrase of my own';
let folder: string;
let good: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-verify-'));
  const desk = makeDeskContext();
  const parts = {
    context: desk.context,
    hub: () => null,
    signingKey: () => keys.privateKey,
    reads: readsOf(desk.context, keys.publicKey),
  };
  const path = join(folder, 'good.lanyard-archive');
  await makeArchive(parts, { passphrase: phrase }, async () => path, 10);
  good = readFileSync(path);
  desk.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(typed: string, ...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await verifyArchiveCommand({
    words,
    place: (name) => join(folder, name),
    askPassphrase: async () => typed,
    print: (line) => void lines.push(line),
  });
  return { code, said: lines.join('\n') };
}

test('a genuine archive: exit code 0, what it holds, and whose key was not checked', async () => {
  const { code, said } = await run(phrase, 'good.lanyard-archive');
  expect(code).toBe(0);
  expect(said).toMatch(/GENUINE: .+, version 1/);
  expect(said).toContain('Not checked: whose key it is');
  const known = await run(phrase, 'good.lanyard-archive', '--key', keys.publicKey);
  expect(known.said).not.toContain('Not checked');
});

test('a changed byte, another key: exit code 1; a wrong passphrase, no file: 2', async () => {
  const bad = Buffer.from(good);
  bad[bad.length - 40] = (bad.at(-40) ?? 0) ^ 1;
  writeFileSync(join(folder, 'bad.lanyard-archive'), bad);
  const changed = await run(phrase, 'bad.lanyard-archive');
  expect(changed).toMatchObject({ code: 1 });
  expect(changed.said).toContain('NOT GENUINE: The archive was altered');
  const other = makeSigningKeys().publicKey;
  expect(await run(phrase, 'good.lanyard-archive', '--key', other)).toMatchObject({ code: 1 });
  const wrong = await run('another', 'good.lanyard-archive');
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.said).toContain('The passphrase is wrong');
  expect(await run(phrase, 'gone.lanyard-archive')).toMatchObject({ code: 2 });
  expect((await run(phrase)).said).toContain('npm run verify');
});

test('a report is still checked as one', () => {
  expect(namesArchive(['report.json', '--key', 'a'])).toBe(false);
  expect(namesArchive(['forum.lanyard-archive'])).toBe(true);
});

test('the passphrase comes from the standard input, also without a line feed at its end', () => {
  const path = join(folder, 'good.lanyard-archive');
  const said = execFileSync(projectNode, [join(root, 'tools/verify/run.ts'), path], {
    input: phrase,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  expect(said).toContain('GENUINE');
});
