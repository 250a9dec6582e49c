import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { everyDelegate } from '../../../db/roster/roster.ts';
import { signedStopListSchema } from '../../../domain/sync/stop-list.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import { writeStick } from '../../../main/sync/stick/stick-file.ts';
import { certificateFingerprint } from '../../../platform/crypto/certificate-fingerprint.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { makeImportDesk } from '../../support/import-desk.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { addFacts, cleanUp, enrolStation, pushOf, type TestStation } from '../http/support.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(async () => {
  bench = hubBench();
  await bench.serveHere();
});
afterEach(async () => {
  await cleanUp();
  await bench.cleanUp();
});

const rows = [
  ['Code', 'Prénom', 'Nom', 'Délégation', 'Fonction', 'Statut', 'E-mail'],
  ['A1', 'Anna', 'MÜLLER', 'Belgique', 'Officer', 'confirmé', 'anna@secret.example'],
  ['A2', 'Yuko', 'Tanaka', 'BEL', '', 'en attente', 'yuko@secret.example'],
  ['A3', 'Jean; Marc', 'O’Brien', 'Belgium', 'Director', '', 'jm@secret.example'],
  ['A4', 'Nobody', 'Nowhere', 'Atlantis', '', '', 'x@secret.example'],
];
const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\n');

describe('import', () => {
  test('of a CSV gives what the same file gives at a desk; rejected rows are told by line', async () => {
    const ended = await bench.runHere('import', bench.file('people.csv', csv));
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.output).toContain('Rows: 4. Rejected: 1.');
    expect(ended.output).toMatch(/line 5: .*Atlantis/);
    expect(ended.output).toContain('Written: 3 added, 0 changed, 0 as they were.');

    const desk = makeImportDesk();
    try {
      await desk.importAll(desk.file('people.csv', csv));
      const atDesk = [...everyDelegate(desk.context.db, sampleEvent.id)];
      const atHub = await bench.admin().listDelegates(null, 100);
      const byCode = (people: typeof atHub) =>
        people.toSorted((a, b) => a.registrationCode.localeCompare(b.registrationCode));
      expect(byCode(atHub)).toEqual(byCode(atDesk));
      expect(atHub).toHaveLength(3);
    } finally {
      await desk.closeAll();
    }
  });

  test('of an XLSX gives the same people; again changes nothing; a changed row changes one', async () => {
    const workbook = (cells: string[][]) =>
      writeExcelFile(cells.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
    await bench.runHere('import', bench.file('people.csv', csv));
    const same = await bench.runHere('import', bench.file('people.xlsx', await workbook(rows)));
    expect(same.output).toContain('Written: 0 added, 0 changed, 3 as they were.');
    const changed = rows.map((row) => (row[0] === 'A2' ? row.with(4, 'Director') : row));
    const other = await bench.runHere('import', bench.file('more.xlsx', await workbook(changed)));
    expect(other.output).toContain('Written: 0 added, 1 changed, 2 as they were.');
    expect((await bench.runHere('status')).output).toContain('confirmed 2, pending 1');
  });

  test('names odd cells as a desk does, and writes them mended once they are accepted', async () => {
    const file = bench.file('odd.csv', csv.replace('"A1"', '"A1\u200B"'));
    const refused = await bench.runHere('import', file);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.output).toMatch(/line 2, registrationCode: .*nobody sees.*U\+200B\] -> A1/);
    expect(refused.output).toContain('--accept-mended');
    expect(await bench.admin().listDelegates(null, 10)).toEqual([]);
    const accepted = await bench.runHere('import', file, '--accept-mended');
    expect(accepted.output).toContain('Written: 3 added');
  });

  test('without codes asks who may be somebody whom the hub has, and takes one answer for all', async () => {
    const file = bench.file(
      'names.csv',
      'Name;Delegation;E-mail\nAnna Smith;BEL;\nBea Jones;BEL;b@example.org\n',
    );
    expect((await bench.runHere('import', file)).output).toContain('Written: 2 added');
    const refused = await bench.runHere('import', file);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.output).toMatch(
      /Rows to decide: 1\.\n {2}line 2: Anna Smith: the same as Anna Smith \(LR[A-Z]{22}\)\?/,
    );
    expect((await bench.runHere('import', file, '--others', 'both')).code).toBe(2);
    const same = await bench.runHere('import', file, '--others', 'same');
    expect(same.output).toContain('Written: 0 added, 0 changed, 2 as they were.');
    const other = await bench.runHere('import', file, '--others', 'new');
    expect(other.output).toContain('Written: 1 added');
    expect(await bench.admin().listDelegates(null, 10)).toHaveLength(3);
  });

  test('asks for the character set where it is not certain, as a desk does', async () => {
    const file = bench.file('people.csv', Buffer.from(csv.replace('O’Brien', 'Müller'), 'latin1'));
    const refused = await bench.runHere('import', file);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.output).toContain('    line 4: "A3";"Jean; Marc";"Müller";');
    expect((await bench.runHere('import', file, '--encoding', 'cp1252')).code).toBe(2);
    expect(await bench.runHere('import', file, '--encoding', 'windows-1252')).toMatchObject({
      code: 0,
    });
  });

  test('of what is no roster: says so, and nothing is stored', async () => {
    const broken = await bench.runHere(
      'import',
      bench.file('broken.xlsx', Buffer.from('PK\u0003\u0004no')),
    );
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.output).toContain('The file is not a table');
    expect(await bench.runHere('import', join(bench.folder, 'not-there.csv'))).toMatchObject({
      code: 1,
    });
    expect(await bench.runHere('import')).toMatchObject({ code: 2 });
    expect(await bench.admin().listDelegates(null, 10)).toEqual([]);
  });
});

describe('stations', () => {
  test('are invited, listed and revoked; what lies in quarantine is listed, its text is not', async () => {
    const invited = await bench.runHere('invite', '--mode', 'door', '--name', 'Session door');
    expect(invited.output).toMatch(/code {5}[A-Z2-9]{4} [A-Z2-9]{4}/);
    expect(await bench.runHere('invite', '--mode', 'window')).toMatchObject({ code: 2 });

    const desk = await joinedDesk();
    addFacts(desk, [desk.id]);
    await desk.http.push(pushOf(desk, 1));
    expect((await bench.runHere('stations')).output).toContain(desk.id);
    expect(await bench.runHere('revoke', desk.id)).toMatchObject({ code: 0 });
    expect((await bench.runHere('stations')).output).toMatch(/desk +revoked/);
    addFacts(desk, [desk.id]);
    await expect(desk.http.push(pushOf(desk, 2, 2))).rejects.toMatchObject({ code: 'revoked' });
    const odd = await joinedDesk();
    odd.facts.addBody(() => '{"source":"camera"}');
    await odd.http.push(pushOf(odd, 1));
    const { output } = await bench.runHere('quarantine');
    expect(output).toContain('In quarantine: 1');
    expect(output).toContain(`not-understood  station ${odd.id} incarnation 1 number 1`);
    expect(output).not.toContain('camera');
    const unknown = await bench.runHere('revoke', '00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({ code: 1, output: 'The hub refuses: not-found: station' });
  });
});

describe('roster and stop list', () => {
  test('a registration is cancelled and deleted by its code, whatever its case', async () => {
    await bench.runHere('import', bench.file('people.csv', csv));
    expect((await bench.runHere('cancel', 'a1')).output).toContain('Cancelled: A1');
    expect((await bench.runHere('delete', 'A2')).output).toContain('Deleted: A2');
    const left = await bench.admin().listDelegates(null, 10);
    expect(left.map(({ registrationCode, status }) => [registrationCode, status])).toEqual([
      ['A1', 'cancelled'],
      ['A3', 'confirmed'],
    ]);
    expect(await bench.runHere('cancel', 'A9')).toMatchObject({ code: 1 });
    expect((await bench.runHere('changes')).output).toContain('No desk has changed the roster.');
  });

  test('the stop list is added to, listed, taken from, and written to a file for a stick', async () => {
    await bench.runHere('import', bench.file('people.csv', csv));
    await bench.runHere('stop', 'add', '--delegate', 'A1', '--badge', 'a7f30c12-000123');
    const { output } = await bench.runHere('stop', 'list');
    expect(output).toMatch(/^Stop list of .* UTC: 2 entries/);
    expect(output).toContain('badge  A7F30C12-000123');
    await bench.runHere('stop', 'remove', '--badge', 'A7F30C12-000123');
    const file = join(bench.folder, 'stop.json');
    expect(await bench.runHere('stop', 'export', file)).toMatchObject({ code: 0 });
    const signed = signedStopListSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(signed.list.entries).toMatchObject([{ kind: 'delegate' }]);
    expect(await bench.runHere('stop', 'add', '--badge', 'nonsense')).toMatchObject({ code: 2 });
    expect(await bench.runHere('stop', 'add')).toMatchObject({ code: 2 });
  });
});

test('status, duplicates, check and backup of a hub that two desks used', async () => {
  await bench.runHere('import', bench.file('people.csv', csv));
  const [person] = await bench.admin().listDelegates(null, 1);
  if (person === undefined) throw new Error('nobody imported');
  for (const desk of [await joinedDesk(), await joinedDesk()]) {
    addFacts(desk, [person.id]);
    await desk.http.push(pushOf(desk, 1));
  }
  const status = (await bench.runHere('status')).output;
  expect(status).toMatch(/facts +admitted 2/);
  expect(status).toMatch(/streams +roster 3, events 2/);
  const duplicates = (await bench.runHere('duplicates')).output;
  expect(duplicates).toContain('Duplicates: 1, of which 1 nobody has looked into.');
  expect(duplicates).not.toContain(person.printedName);
  expect(await bench.runHere('check')).toMatchObject({ code: 0, output: 'All is well.' });
  const copy = join(bench.folder, 'copy.db');
  expect(await bench.runHere('backup', copy)).toMatchObject({ code: 0 });
  // Encrypted like the store.
  expect(readFileSync(copy).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  // Never overwrites a file.
  expect(await bench.runHere('backup', copy)).toMatchObject({ code: 1 });
});

test('import-stick takes the facts of a station once, and says why it refuses a file', async () => {
  const desk = makeDeskContext();
  try {
    const { db, self } = desk.context;
    const station = await joinedDesk(self.station);
    const { url, hub, hubName, authority, hubKey } = station.enrolment;
    saveHubLink(db, { hub, hubName, url, authority, hubKey, wall: 0 });
    const { id } = desk.addDelegate(1);
    writeNote(desk.context, desk.caller, { delegateId: id, text: 'Blue folder' });
    const { file } = await writeStick(desk.context, station.keys.privateKey);
    const path = bench.file('facts.lanyard', file);
    const imported = await bench.runHere('import-stick', path);
    expect(imported.code).toBe(0);
    expect(imported.output).toContain('Imported: 1 facts; known already: 0');
    const again = await bench.runHere('import-stick', path);
    expect(again.output).toContain('Nothing new: 1 facts known already.');
    const cut = bench.file('cut.lanyard', file.subarray(0, -5));
    const refused = await bench.runHere('import-stick', cut);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Incomplete.') });
    expect(await bench.runHere('import-stick')).toMatchObject({ code: 2 });
    expect(await bench.runHere('import-stick', 'none.lanyard')).toMatchObject({ code: 1 });
    expect(bench.log()).not.toContain('Blue folder');
  } finally {
    desk.close();
  }
});

async function joinedDesk(id?: string): Promise<TestStation> {
  const admin = bench.admin();
  const hub = { admin, url: admin.url, fingerprint: certificateFingerprint(admin.authority) };
  return await enrolStation(hub, 'desk', id);
}
