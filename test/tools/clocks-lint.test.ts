import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unreasonedClocks } from '../../tools/lint/clocks.mjs';

/** The number of places that the lint reports in a file with this text. */
function found(text: string, path = 'main/roster/a.ts'): number {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-clocks-'));
  try {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
    return unreasonedClocks(folder).length;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ['the clock of the machine', 'const at = Date.now();'],
  ['the same, handed on', 'start({ now: Date.now });'],
  ['a date without an argument', 'const at = new Date();'],
  ['a wall time that is compared', 'if (fact.wall >= since) list(fact);'],
  ['an age by the wall clock', 'if (clock() - job.updatedWall > longest) end();'],
  ['a deadline by the wall clock', 'if (parts.clock() >= next) look();'],
  ['rows in the order of a wall time', "read('SELECT id FROM badge ORDER BY wall DESC');"],
  ['the same behind another column', "read('SELECT id FROM job ORDER BY prio, made_wall');"],
  ['the latest wall time', "read('SELECT MAX(fact.wall) FROM fact');"],
  ['rows since a wall time', "read('SELECT id FROM fact WHERE wall >= ?');"],
  ['an order by Kysely', "query.orderBy('fact.wall');"],
])('%s needs a reason', (_what, text) => {
  expect(found(text)).toBe(1);
  expect(found(`// clock: stamps a file for its name.\n${text}`)).toBe(0);
  expect(found(`// clock:\n${text}`)).toBe(1);
});

test.each([
  ['a date of an instant', 'const at = new Date(instant);'],
  ['a duration by the steady clock', 'if (steady() - since > longest) end();'],
  ['the order of rows', "read('SELECT id, wall FROM fact ORDER BY rowid');"],
  ['a time that is stored', 'insert({ wall: clock() });'],
])('%s needs none', (_what, text) => {
  expect(found(text)).toBe(0);
});

test('tests and tools may set and read clocks as they like', () => {
  expect(found('Date.now();', 'test/main/a.ts')).toBe(0);
});

test('every file of the product that reads a wall clock says why', () => {
  expect(unreasonedClocks()).toEqual([]);
});
