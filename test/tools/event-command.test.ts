import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEventFiles } from '../../intake/event-files.ts';
import { projectNode, root } from '../../tools/runtime.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-event-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run event -- create` with the arguments that every event needs; returns its output. */
function create(...words: string[]): string {
  const given = ['--name', 'Forum', '--place', 'Brussels', '--from', '2026-10-24'];
  const all = ['create', ...given, '--time-zone', 'Europe/Brussels', '--out', 'own.json', ...words];
  const env = { ...process.env, INIT_CWD: folder };
  const options = { env, encoding: 'utf8', stdio: 'pipe' } as const;
  try {
    return execFileSync(projectNode, [join(root, 'tools/event/run.ts'), ...all], options);
  } catch (error) {
    return String((error as { stderr: string }).stderr);
  }
}

test('an event with its tables is what a hub starts with; its secrets are this user’s alone', () => {
  writeFileSync(join(folder, 'd.csv'), 'Code;Name\nBEL;Belgium\nFRA;France\n');
  writeFileSync(join(folder, 's.csv'), 'Title;Day;Opens;Closes\nPlenary;2026-10-24;9:00;10:00\n');
  const said = create('--delegations', 'd.csv', '--sessions', 's.csv');
  expect(said).toContain('2 delegations, 1 sessions, 10 categories, 4 checkpoints');
  const [file, secret] = [join(folder, 'own.json'), join(folder, 'own-secret.txt')];
  const event = readEventFiles(file, secret);
  expect(event).toMatchObject({ file: { name: { fr: 'Forum' }, days: ['2026-10-24'] } });
  for (const name of ['own-secret.txt', 'own-ticket-key.txt']) {
    expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
  }
  // A second run overwrites nothing.
  expect(create()).toContain('exists');
  expect(readEventFiles(file, secret)).toEqual(event);
});

test('a table with problems is told line by line, and nothing is written', () => {
  writeFileSync(join(folder, 'd.csv'), 'Code;Name\nBEL;Belgium\nBEL;Bélgica\n', 'latin1');
  const said = create('--delegations', 'd.csv');
  expect(said).toContain('line 3: BEL has line 2 already. Give each line its own code.');
  expect(said).toContain('--encoding windows-1252');
  expect(create('--sessions', 'none.ics')).toContain('none.ics (ENOENT)');
  expect(create('--to', '2026-10-01')).toContain('lastDay');
  expect(readdirSync(folder)).toEqual(['d.csv']);
});

test('an earlier event gives its lists; another file is refused with the remedy', () => {
  writeFileSync(join(folder, 'd.csv'), 'Code;Name\nBEL;Belgium\nFRA;France\n');
  writeFileSync(join(folder, 's.csv'), 'Title;Day;Opens;Closes\nPlenary;2026-10-24;9:00;10:00\n');
  create('--delegations', 'd.csv', '--sessions', 's.csv');
  const begun = ['--earlier', 'own.json', '--kind', 'training', '--out'];
  const said = create(...begun, 'next.json');
  expect(said).toContain('2 delegations, 0 sessions, 10 categories, 3 checkpoints');
  expect(create(...begun, 'both.json', '--with-sessions')).toContain('4 checkpoints');
  const read = (name: string) =>
    readEventFiles(join(folder, `${name}.json`), join(folder, `${name}-secret.txt`));
  const [own, next] = [read('own'), read('next')];
  if (typeof own === 'string' || typeof next === 'string') throw new Error('no event');
  expect(next.file.id).not.toBe(own.file.id);
  expect(next.secret).not.toEqual(own.secret);
  expect(create('--earlier', 'd.csv', '--out', 'none.json')).toContain(
    'Not an archive or event file.',
  );
});
