import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventFileSchema } from '../../domain/event/event-file.ts';
import { mergeEntry } from '../../domain/roster/roster-entry.ts';
import { rosterFields } from '../../domain/roster/roster-import.ts';
import { guessMapping } from '../../intake/guess-mapping.ts';
import { createRowReader, withCode } from '../../intake/row-reader.ts';
import { openTable } from '../../intake/table.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { demoKeys } from '../../tools/sample/keys.ts';

const names = ['event.json', 'event-secret.txt', 'roster.csv'] as const;
const folders = ['first', 'second'] as const;
let place = '';

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'lanyard-sample-'));
  for (const folder of folders) {
    const run = spawnSync(process.execPath, [resolve('tools/sample/run.ts'), join(place, folder)], {
      encoding: 'utf8',
    });
    expect(run.status, run.stderr).toBe(0);
  }
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const read = (name: (typeof names)[number], folder: (typeof folders)[number] = 'first'): Buffer =>
  readFileSync(join(place, folder, name));

test.each(names)('%s is the same byte for byte when it is made again', (name) => {
  expect(read(name, 'second').equals(read(name))).toBe(true);
});

test('event and secret are what the app reads', () => {
  expect(eventFileSchema.parse(JSON.parse(read('event.json').toString('utf8')))).toEqual(
    demoEvent(),
  );
  expect(read('event-secret.txt').toString('ascii')).toBe(
    `${Buffer.from(demoKeys().eventSecret).toString('hex')}\n`,
  );
  expect(read('event-secret.txt').toString('ascii')).toMatch(/^[0-9a-f]{64}\n$/);
});

test('the roster is CSV with byte order mark and semicolons', () => {
  const bytes = read('roster.csv');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows: Record<string, string>[] = parse(bytes, {
    bom: true,
    delimiter: ';',
    columns: true,
    record_delimiter: '\r\n',
  });
  expect(rows).toHaveLength(1000);
  expect(rows.map((row) => row['Printed name'])).toEqual(
    demoDelegates().map(({ printedName }) => printedName),
  );
});

test('the import guesses every column, takes every row and gets the same delegates', async () => {
  const table = await openTable(read('roster.csv'));
  expect([table.encoding, table.delimiter]).toEqual(['utf-8-bom', ';']);
  const mapping = guessMapping(table.headers);
  expect(Object.keys(mapping).toSorted()).toEqual(
    rosterFields.filter((field) => field !== 'outsideTickets' && field !== 'otherCodes').toSorted(),
  );
  const readRow = createRowReader(demoEvent(), mapping, table.headers);
  const delegates = demoDelegates();
  let place = 0;
  for await (const rows of table.rows()) {
    for (const row of rows) {
      const result = withCode(readRow(row), row.line);
      const delegate = delegates[place++];
      if (result.kind !== 'person' || delegate === undefined)
        throw new Error(JSON.stringify(result));
      const { ticketCode: _code, ...held } = delegate;
      const { id, ticketHashes } = held;
      const { registrationCode, values } = result;
      const entry = { id, registrationCode, ticketHashes, values };
      expect(mergeEntry(null, entry, { category: 'delegate' })).toEqual(held);
    }
  }
  expect(place).toBe(1000);
});

test('without a folder it says how it is used', () => {
  const run = spawnSync(process.execPath, [resolve('tools/sample/run.ts')], { encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('OUTDIR');
});
