// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of source code
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keptEventFiles } from '../../tools/lint/event-versions.mjs';
import { wrongWords } from '../../tools/lint/glossary.mjs';
import { otherNameOrders } from '../../tools/lint/name-order.mjs';
import { leakingTransactions } from '../../tools/lint/transactions.mjs';
import { compareWords } from '../../tools/lint/words.mjs';
import { unrecordedWriters } from '../../tools/lint/written-files.mjs';
import { root } from '../../tools/runtime.mjs';

/** The linter's output for a component of the page, under this repository's own configuration. */
function lintPage(jsx: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-lint-'));
  mkdirSync(join(folder, 'renderer'));
  mkdirSync(join(folder, 'tools/lint'), { recursive: true });
  for (const file of ['biome.json', '.gitignore', 'tools/lint/no-literal-text.grit']) {
    copyFileSync(join(root, file), join(folder, file));
  }
  writeFileSync(
    join(folder, 'renderer/a.tsx'),
    `export const A = (p: { t: (key: string) => string; n: string }) => <p lang={p.n}>${jsx}</p>;\n`,
  );
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

const literalText = /noJsxLiterals|comes from the locale files/;

test.each([
  ['between tags', 'Check in'],
  ['in an accented language', 'é'],
  ['in braces', "{'Check in'}"],
  ['in a template', '{`Check in ${p.n}`}'],
  ['as a label', '<input aria-label="Name" />'],
  ['as a label in braces', "<input placeholder={'Name'} />"],
])('text for people is refused %s', (_where, jsx) => {
  expect(lintPage(jsx)).toMatch(literalText);
});

test.each([
  ['translated', "{p.t('checkIn')}"],
  ['a value', '{p.n}'],
  ['two values', '{`${p.n} · ${p.t("x")}`}'],
  ['a class name', '<b className="strong" />'],
])('what is no text for people is let pass: %s', (_what, jsx) => {
  expect(lintPage(jsx)).not.toMatch(literalText);
});

test('a word that the glossary replaces is named with its place and the word to use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-words-'));
  mkdirSync(join(folder, 'db'));
  writeFileSync(
    join(folder, 'db/a.ts'),
    "const kioskLanguages = ['en'];\n// No wish\nkioskName;\n",
  );
  expect(wrongWords(folder)).toEqual([
    'db/a.ts:2: wish → request, query',
    'db/a.ts:3: kioskName → station',
  ]);
});

test('what a transaction changes outside of itself is named; what is its own is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-transactions-'));
  mkdirSync(join(folder, 'main'));
  const lines = [
    'let last = 0;',
    'export const inside = (db, visit) => db.transaction(() => {',
    '  const seen = new Set();',
    '  let count = 0;',
    '  for (const one of visit.all) { seen.add(one); count += 1; }',
    '  visit.admitted = true;',
    '  last = count;',
    '  visit.known.push(1);',
    '}).immediate();',
    'export const hub = (store) => store.db.transaction().execute(async (tx) => { last++; await tx.write(); });',
    'last = 1;',
    'export const join = (context, db) => db.transaction(() => {',
    '  Object.assign(context.self, become(db));',
    '  const { self } = context;',
    '  self.stationNumber = 2;',
    '  const row = find(db);',
    '  Object.assign(row, { seen: true });',
    '  let event = context.event;',
    '  event = { ...event, version: 2 };',
    '  for (const one of context.known) one.seen = true;',
    '}).immediate();',
    'export const named = (context, db) => {',
    '  const run = () => { context.count = 1; };',
    '  db.transaction(run).immediate();',
    '};',
  ];
  writeFileSync(join(folder, 'main/a.ts'), lines.join('\n'));
  expect(leakingTransactions(folder)).toEqual([
    'main/a.ts:6: visit.admitted = true',
    'main/a.ts:7: last = count',
    'main/a.ts:8: visit.known.push(1)',
    'main/a.ts:10: last++',
    'main/a.ts:13: Object.assign(context.self, become(db))',
    'main/a.ts:15: self.stationNumber = 2',
    'main/a.ts:20: one.seen = true',
    'main/a.ts:23: context.count = 1',
  ]);
});

test('what keeps the event’s file beyond its version is named; what reads it at each call is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-versions-'));
  mkdirSync(join(folder, 'main'));
  const lines = [
    'class Zones {',
    '  constructor(context) { this.plan = planZones(context.event.file.checkpoints); }',
    '  now(context) { return context.event.file.days; }',
    '}',
    'export function createClock({ event }) {',
    '  const { timeZone } = event.file;',
    '  const { id } = event.file;',
    '  return { zone: () => timeZone, now: () => event.file.timeZone, of: event.file.id };',
    '}',
    'export function createList(context) {',
    '  const { file } = context.event;',
    '  return { days: () => file.days };',
    '}',
    'export function daysOf(context) { return context.event.file.days; }',
  ];
  writeFileSync(join(folder, 'main/a.ts'), lines.join('\n'));
  expect(keptEventFiles(folder)).toEqual([
    'main/a.ts:2: context.event.file',
    'main/a.ts:6: event.file',
    'main/a.ts:11: { file } = context.event',
  ]);
});

test('names in any other order than that of the one collation are named with their place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-names-'));
  mkdirSync(join(folder, 'db'));
  mkdirSync(join(folder, 'domain/base'), { recursive: true });
  writeFileSync(join(folder, 'domain/base/text-order.ts'), 'new Intl.Collator(language);\n');
  writeFileSync(
    join(folder, 'db/a.ts'),
    'people.sort(nameOrder(language));\n// ORDER BY wall, id\n',
  );
  writeFileSync(
    join(folder, 'db/b.ts'),
    [
      'one.name.localeCompare(other.name);',
      'const sql = `SELECT id FROM delegate ORDER BY delegation,\n  letter_order, printed_name`;',
      "query.orderBy('delegate.family_name');",
      'people.sort((a, b) => (a.printedName < b.printedName ? -1 : 1));',
    ].join('\n'),
  );
  const found = otherNameOrders(folder);
  expect(found.map((place) => place.split(' ')[0])).toEqual([
    'db/b.ts:1',
    'db/b.ts:2',
    'db/b.ts:4',
    'db/b.ts:5',
  ]);
});

test('who writes a file around the recorder is named, and who is listed without need', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-writers-'));
  mkdirSync(join(folder, 'main'));
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, 'main', `${name}.ts`), text);
  write('reads', "import { readFile, stat } from 'node:fs/promises';");
  write('types', "import { type FileHandle, rm } from 'node:fs/promises';");
  write('report', "import { readFile, writeFile as put } from 'node:fs/promises';");
  write('stream', "import { createWriteStream } from 'node:fs';");
  write('copy', "import { copyFileSync, renameSync } from 'fs';");
  write('whole', "import * as fs from 'node:fs';");
  write('moves', "import { moveFileSoon, fileHash } from '../files/durable.ts';");
  write('mark', "import { writeFileSync } from 'node:fs';");
  const listed = { 'main/mark.ts': 'a mark', 'main/reads.ts': 'once a mark' };
  const names = unrecordedWriters(folder, listed).map((line) => line.replace(/ \(use .*/, ''));
  expect(names.toSorted()).toEqual([
    'main/copy.ts: copyFileSync',
    'main/copy.ts: renameSync',
    'main/moves.ts: moveFileSoon',
    'main/reads.ts: writes no more, yet is listed',
    'main/report.ts: writeFile',
    'main/stream.ts: createWriteStream',
    'main/whole.ts: all of node:fs',
  ]);
  expect(unrecordedWriters()).toEqual([]);
});

test('words of a further language may lack keys, and not have others or other values', () => {
  const english = {
    title: 'People',
    found: { count_one: '{{count}} person', count_other: '{{count}} people', none: 'Nobody' },
  };
  const spanish = {
    titulo: 'Personas',
    found: { count_one: '{{count}} persona', count_many: '{{n}} personas', count_other: 'varias' },
  };
  expect(compareWords(english, english)).toEqual({ missing: [], wrong: [] });
  expect(compareWords(english, spanish)).toEqual({
    missing: ['title', 'found.none'],
    wrong: [
      'titulo is no key of the English words',
      'found.count has other values than in English: {{n}}',
      'found.count has other values than in English: none',
    ],
  });
});
