import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ticketHash } from '../../../domain/issued-codes.ts';
import { sampleMaking } from '../../support/sample-event.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(async () => {
  bench = hubBench();
  await bench.serveHere();
  const csv = 'Code;Prénom;Nom;Délégation\nA1;Anna;MÜLLER;BEL\nA2;Yuko;TANAKA;BEL\n';
  await bench.runHere('import', bench.file('people.csv', csv));
});
afterEach(() => bench.cleanUp());

interface Row {
  code: string;
  ticket: string;
}

/** What the file gives whoever sends the tickets out. */
function issued(file: string): Row[] {
  const rows: Record<string, string>[] = parse(readFileSync(file), { bom: true, columns: true });
  return rows.map((row) => ({
    code: row['Registration code'] ?? '',
    ticket: row['Ticket code'] ?? '',
  }));
}

test('writes the new code of one person, which stations then know first', async () => {
  const out = join(bench.folder, 'new.csv');
  const ended = await bench.runHere('renew-tickets', 'a1', '--out', out);
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.output).toContain('Renewed: 1.');
  const [row] = issued(out);
  expect(row?.code).toBe('A1');
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const people = await bench.admin().listDelegates(null, 10);
  const [anna, yuko] = ['A1', 'A2'].map((code) =>
    people.find(({ registrationCode }) => registrationCode === code),
  );
  expect(anna?.ticketHashes).toHaveLength(2);
  expect(anna?.ticketHashes[0]).toBe(ticketHash(row?.ticket ?? '', sampleMaking));
  expect(yuko?.ticketHashes).toHaveLength(1);
  // Codes open doors: no log may hold one.
  expect(bench.log()).not.toContain(row?.ticket);
});

test('renews everybody on request alone, and nobody where the codes could not be written', async () => {
  const out = join(bench.folder, 'all.csv');
  expect(await bench.runHere('renew-tickets', '--out', out)).toMatchObject({ code: 2 });
  expect(await bench.runHere('renew-tickets', 'A1', '--all', '--out', out)).toMatchObject({
    code: 2,
  });
  expect(await bench.runHere('renew-tickets', '--all')).toMatchObject({ code: 2 });
  writeFileSync(out, 'somebody’s');
  expect((await bench.runHere('renew-tickets', '--all', '--out', out)).code).not.toBe(0);
  expect(
    (await bench.admin().listDelegates(null, 10)).map((one) => one.ticketHashes.length),
  ).toEqual([1, 1]);
  const fresh = join(bench.folder, 'fresh.csv');
  expect(await bench.runHere('renew-tickets', '--all', '--out', fresh)).toMatchObject({ code: 0 });
  expect(issued(fresh).map(({ code }) => code)).toEqual(['A1', 'A2']);
});
