import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { checkTruth, type Truth } from './check-truth.ts';
import type { Finding } from './finding.ts';
import { readSqliteTruth } from './hub-truth.ts';
import type { JournalLine } from './journal.ts';
import { readKioskTruth } from './kiosk-truth.ts';
import { kioskLocation } from './setting.ts';
import { settle } from './settle.ts';
import { openVenue, type Venue } from './venue.ts';

/** A run in which nothing fails: what it leaves on the disks is whole, until something is planted there. */
let venue: Venue;
let truth: Truth;
beforeAll(async () => {
  venue = await openVenue({ store: 'sqlite', kiosks: 2, pause: 5, seed: 1 });
  await Promise.all(venue.kiosks.map(({ heard }) => heard.more('fact', 150)));
  truth = await settle(venue);
}, 180_000);
afterAll(() => venue.dispose());

let copies = 0;
function copyOf(folder: string): string {
  copies += 1;
  const copy = `${folder}-copy-${copies}`;
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** What is found after these statements at the hub. */
async function foundAtHub(statements: string): Promise<Set<Finding['what']>> {
  const file = join(copyOf(dirname(venue.hubFile)), 'hub.db');
  const db = new BetterSqlite3(file);
  db.exec(statements);
  db.close();
  return kindsOf({ ...truth, hub: await readSqliteTruth(file) });
}

/** What is found after these statements in the second kiosk's store. */
function foundAtKiosk(statements: string): Set<Finding['what']> {
  const [first, second] = [truth.kiosks[0], venue.kiosks[1]];
  if (first === undefined || second === undefined) throw new Error('two kiosks');
  const setting = { ...second.setting, folder: copyOf(second.setting.folder) };
  const db = openStore(kioskLocation(setting.folder));
  // The store itself would refuse.
  const triggers = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all();
  for (const name of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.exec(statements);
  db.close();
  return kindsOf({ ...truth, kiosks: [first, readKioskTruth(setting)] });
}

/** What is found with the second kiosk's journal like this. */
function foundWithJournal(change: (lines: JournalLine[]) => JournalLine[]): Set<Finding['what']> {
  const [first, second] = truth.kiosks;
  if (first === undefined || second === undefined) throw new Error('two kiosks');
  return kindsOf({ ...truth, kiosks: [first, { ...second, journal: change(second.journal) }] });
}

function kindsOf(of: Truth): Set<Finding['what']> {
  return new Set(checkTruth(of).map(({ what }) => what));
}

const newest = '(SELECT max(seq) FROM attendance_event)';

it('finds nothing where nothing is wrong', () => {
  expect(checkTruth(truth)).toEqual([]);
  expect(truth.hub.links.length).toBeGreaterThanOrEqual(300);
});

describe('at the hub, finds', () => {
  it('the newest fact lost without a trace', async () => {
    const found = await foundAtHub(`
      UPDATE chain SET last_kseq = last_kseq - 1, hash = (
        SELECT hash FROM attendance_event e WHERE e.kiosk = chain.kiosk
          AND e.incarnation = chain.incarnation AND e.kseq = chain.last_kseq - 1)
        WHERE kiosk = (SELECT kiosk FROM attendance_event WHERE seq = ${newest});
      DELETE FROM attendance_event WHERE seq = ${newest};
      UPDATE stream SET seq = seq - 1 WHERE name = 'events';`);
    expect(found).toContain('lost');
  });
  it('a fact lost from the middle', async () => {
    const found = await foundAtHub('DELETE FROM attendance_event WHERE seq = 100');
    expect([...found]).toEqual(expect.arrayContaining(['lost', 'sequence', 'chain']));
  });
  it('a fact that is there twice', async () => {
    const found = await foundAtHub(`
      DROP INDEX attendance_event_once;
      CREATE TEMP TABLE again AS SELECT * FROM attendance_event WHERE seq = ${newest};
      UPDATE again SET kseq = kseq + 1, seq = seq + 1;
      INSERT INTO attendance_event SELECT * FROM again;
      UPDATE stream SET seq = seq + 1 WHERE name = 'events';`);
    expect(found).toContain('duplicated');
  });
  it('a gap in the sequence', async () => {
    const found = await foundAtHub(`
      UPDATE attendance_event SET seq = seq + 1 WHERE seq = ${newest};
      UPDATE stream SET seq = seq + 1 WHERE name = 'events';`);
    expect(found).toContain('sequence');
  });
  it('a fact that says something else', async () => {
    const found = await foundAtHub(
      `UPDATE attendance_event SET body = replace(body, '"version":1', '"version":2') WHERE seq = 50`,
    );
    expect([...found]).toEqual(expect.arrayContaining(['chain', 'phantom']));
  });
  it('a fact that nobody wrote, a row of a chain that is behind, a lost payload, a quarantined item', async () => {
    expect(
      await foundAtHub(
        `UPDATE attendance_event SET id = '00000000-0000-7000-8000-000000000000' WHERE seq = 50`,
      ),
    ).toContain('phantom');
    expect(await foundAtHub('UPDATE chain SET last_kseq = last_kseq - 1')).toContain('head');
    expect(await foundAtHub('DELETE FROM personal')).toContain('personal');
    expect(
      await foundAtHub(
        `INSERT INTO quarantine VALUES ('1', 'k', 1, 1, 'h', 'k', 'revoked', 'raw', 0)`,
      ),
    ).toContain('quarantine');
  });
});

describe('at a kiosk, finds', () => {
  const others = `kiosk <> (SELECT kiosk FROM station) AND kseq = 20`;
  it('a fact of another desk that never came', () => {
    const found = foundAtKiosk(`PRAGMA foreign_keys = OFF;
      DELETE FROM attendance_event WHERE ${others}`);
    expect([...found]).toEqual(expect.arrayContaining(['lost', 'chain']));
  });
  it('its own newest fact lost though it was reported', () => {
    const found = foundAtKiosk(`PRAGMA foreign_keys = OFF;
      DELETE FROM attendance_event WHERE kiosk = (SELECT kiosk FROM station)
        AND kseq = (SELECT last_kseq FROM station)`);
    expect([...found]).toEqual(expect.arrayContaining(['lost', 'head']));
  });
  it('a fact of another desk that is not the same', () => {
    const found = foundAtKiosk(`UPDATE attendance_event SET wall = wall + 1 WHERE ${others}`);
    expect([...found]).toEqual(expect.arrayContaining(['phantom', 'chain']));
  });
  it('screens, roster and cursor that differ', () => {
    expect(foundAtKiosk('PRAGMA foreign_keys = OFF; DELETE FROM admission')).toContain('fold');
    expect(foundAtKiosk(`UPDATE delegate SET printed_name = 'Somebody ELSE'`)).toContain('roster');
    expect(foundAtKiosk('UPDATE hub_link SET event_seq = event_seq - 1')).toContain('sequence');
  });
});

describe('in a journal, finds', () => {
  it('a report of a fact that is nowhere', () => {
    const hash = '0'.repeat(64);
    const line: JournalLine = { kind: 'committed', id: 'nowhere', incarnation: 1, kseq: 1, hash };
    expect(foundWithJournal((lines) => [...lines, line])).toContain('lost');
  });
  it('facts that nobody reported', () => {
    const found = foundWithJournal((lines) => lines.filter(({ kind }) => kind !== 'committed'));
    expect(found).toContain('journal');
  });
  it('a confirmation that the hub took back', () => {
    const found = foundWithJournal((lines) => {
      // The link before the newest, rightly told, but after the newest: only the order is wrong.
      const last = lines.findLast((line) => line.kind === 'acknowledged');
      const link = truth.hub.links.find(
        ({ kiosk, incarnation, kseq }) =>
          kiosk === truth.kiosks[1]?.station.kiosk &&
          incarnation === last?.incarnation &&
          kseq === last.kseq - 1,
      );
      if (last === undefined || link === undefined) throw new Error('nothing was confirmed');
      return [...lines, { ...last, kseq: link.kseq, hash: link.hash }];
    });
    expect(found).toContain('acknowledged');
  });
  it('a sync that failed for no reason of the chaos', () => {
    const line: JournalLine = { kind: 'trouble', code: 'internal', detail: '' };
    expect(foundWithJournal((lines) => [...lines, line])).toContain('trouble');
  });
  it('what the hub itself found', () => {
    expect(kindsOf({ ...truth, foundByHub: ['sequence: 1'] })).toContain('hub');
  });
});
