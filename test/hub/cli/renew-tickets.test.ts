import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ticketHash } from '../../../domain/tickets/issued-codes.ts';
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

/** The rows of the file for the person who sends the tickets. */
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
  if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600);
  const people = await bench.admin().listDelegates(null, 10);
  const [anna, yuko] = ['A1', 'A2'].map((code) =>
    people.find(({ registrationCode }) => registrationCode === code),
  );
  expect(anna?.ticketHashes).toHaveLength(2);
  expect(anna?.ticketHashes[0]).toBe(ticketHash(row?.ticket ?? '', sampleMaking));
  expect(yuko?.ticketHashes).toHaveLength(1);
  // Codes admit people: no log may contain one.
  expect(bench.log()).not.toContain(row?.ticket);
});

test('renews everybody by a new event secret, on two people’s word', async () => {
  const out = join(bench.folder, 'all.csv');
  const hashes = async () =>
    (await bench.admin().listDelegates(null, 10)).map((one) => one.ticketHashes.length);
  expect(await bench.runHere('renew-tickets', '--out', out)).toMatchObject({ code: 2 });
  expect(await bench.runHere('renew-tickets', 'all')).toMatchObject({ code: 2 });
  const asked = await bench.runHere('renew-tickets', 'all', '--requested-by', 'Anna');
  expect(asked).toMatchObject({ code: 0 });
  const id = /Asked for: ([0-9a-f-]{36})/.exec(asked.output)?.[1] ?? '';
  const approve = (by: string, file: string) =>
    bench.runHere('renew-tickets', 'approve', id, '--approved-by', by, '--out', file);
  expect((await approve('anna', join(bench.folder, 'alone.csv'))).code).not.toBe(0);
  writeFileSync(out, 'somebody’s');
  // Codes that could not be saved would have to be renewed again.
  expect((await approve('Bruno', out)).code).not.toBe(0);
  expect(await hashes()).toEqual([1, 1]);
  const fresh = join(bench.folder, 'fresh.csv');
  const ended = await approve('Bruno', fresh);
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.output).toContain('The event has secret 2.');
  expect(issued(fresh).map(({ code }) => code)).toEqual(['A1', 'A2']);
  expect(await hashes()).toEqual([2, 2]);
  const [anna] = await bench.admin().listDelegates(null, 1);
  expect(anna?.ticketHashes[0]).toBe(ticketHash(issued(fresh)[0]?.ticket ?? '', sampleMaking));
  expect((await approve('Bruno', join(bench.folder, 'again.csv'))).code).not.toBe(0);
});

test('leaves out whose registration is cancelled', async () => {
  await bench.runHere('cancel', 'A2');
  const out = join(bench.folder, 'new.csv');
  await bench.runHere('renew-tickets', 'A1', 'A2', '--out', out);
  expect(issued(out).map(({ code }) => code)).toEqual(['A1']);
});
