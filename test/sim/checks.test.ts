import { describe, expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import type { Disk } from './disk.ts';
import type { Operation } from './operations.ts';
import { runSchedule } from './run-schedule.ts';
import type { Step } from './schedule.ts';
import type { World } from './world.ts';

/** Two desks admit, register and sync. Their stores are whole until a test damages one. */
const operations: readonly (readonly [op: Operation, who: number, a: number])[] = [
  ...[0, 2, 4].map((a) => ['check-in', 0, a] as const),
  ['walk-in', 0, 0],
  ['sync', 0, 0],
  ['sync', 1, 0],
  ...[6, 8].map((a) => ['check-in', 1, a] as const),
  ['sync', 1, 0],
];
const steps = operations.map(([op, who, a]): Step => ({ op, who, a, b: 0 }));

async function checkedAfter(
  damage: (world: World) => void,
  further: readonly Step[] = [],
): Promise<unknown> {
  const schedule = { stations: 2, seed: 1, steps: [...steps, ...further] };
  return await runSchedule(schedule, new Coverage(), damage);
}

/** Executes statements that the store itself would refuse. */
function spoil(disk: Disk, statements: string): void {
  // A borrowed store is inside a transaction, in which foreign keys stay in force.
  disk.image();
  const { db } = disk;
  const triggers = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck();
  for (const name of triggers.all()) db.exec(`DROP TRIGGER "${name}"`);
  db.pragma('foreign_keys = OFF');
  db.exec(statements);
}

const newest = '(SELECT max(seq) FROM attendance_event)';
const ofOther = `station <> (SELECT station FROM station) AND kseq = 1`;

test('nothing is found where nothing is wrong', async () => {
  await expect(checkedAfter(() => {})).resolves.toMatchObject({ excused: 0 });
});

describe('at the hub', () => {
  test.each([
    [
      'the newest fact lost without a trace',
      'every-fact-at-the-hub',
      `UPDATE chain SET last_kseq = last_kseq - 1, hash = (
         SELECT hash FROM attendance_event e WHERE e.station = chain.station
           AND e.incarnation = chain.incarnation AND e.kseq = chain.last_kseq - 1)
         WHERE station = (SELECT station FROM attendance_event WHERE seq = ${newest});
       DELETE FROM attendance_event WHERE seq = ${newest};
       UPDATE stream SET seq = seq - 1 WHERE name = 'events'`,
    ],
    ['a fact lost from the middle', 'dense-streams', 'DELETE FROM attendance_event WHERE seq = 3'],
    [
      'a fact that is there twice',
      'exactly-once',
      `DROP INDEX attendance_event_once;
       CREATE TEMP TABLE again AS SELECT * FROM attendance_event WHERE seq = ${newest};
       UPDATE again SET kseq = kseq + 1, seq = seq + 1;
       INSERT INTO attendance_event SELECT * FROM again;
       UPDATE stream SET seq = seq + 1 WHERE name = 'events'`,
    ],
    [
      'a gap in the sequence',
      'dense-streams',
      `UPDATE attendance_event SET seq = seq + 1 WHERE seq = ${newest};
       UPDATE stream SET seq = seq + 1 WHERE name = 'events'`,
    ],
    [
      'a counter that is ahead',
      'dense-streams',
      `UPDATE stream SET seq = seq + 1 WHERE name = 'events'`,
    ],
    [
      'a fact that says something else',
      'no-phantoms',
      `UPDATE attendance_event SET body = replace(body, '"version":1', '"version":2') WHERE seq = 3`,
    ],
    [
      'a fact that nobody wrote',
      'no-phantoms',
      `UPDATE attendance_event SET body = replace(body, '"id":"', '"id":"0') WHERE seq = 3`,
    ],
    ['a chain behind its row', 'chains', 'UPDATE chain SET last_kseq = last_kseq - 1'],
    ['a payload that is lost', 'every-fact-at-the-hub', 'DELETE FROM personal'],
    [
      'an item in quarantine that was no such thing',
      'quarantine',
      `INSERT INTO quarantine VALUES ('1', 'k', 1, 1, 'h', 'k', 'not-understood', 'raw', 3, 0)`,
    ],
  ])('%s is found', async (_name, invariant, statements) => {
    const checked = checkedAfter(({ hub }) => spoil(hub.disk, statements));
    await expect(checked).rejects.toMatchObject({ invariant });
  });
});

describe('at a desk', () => {
  test.each([
    [
      'a fact of another that never came',
      'same-fold',
      `DELETE FROM attendance_event WHERE ${ofOther}`,
    ],
    [
      'its own newest fact lost',
      'same-fold',
      `DELETE FROM attendance_event WHERE station = (SELECT station FROM station)
         AND kseq = (SELECT last_kseq FROM station)`,
    ],
    [
      'a fact of another that is not the same',
      'chains',
      `UPDATE attendance_event SET wall = wall + 1 WHERE ${ofOther}`,
    ],
    ['an admission that is not shown', 'same-fold', 'DELETE FROM admission'],
    ['a name that is another', 'same-roster', `UPDATE delegate SET printed_name = 'Another NAME'`],
    ['a payload that is not its own', 'personal', `UPDATE attendance_personal SET payload = '{}'`],
  ])('%s is found', async (_name, invariant, statements) => {
    const checked = checkedAfter(({ machines }) => {
      const [, second] = machines;
      if (second !== undefined) spoil(second.disk, statements);
    });
    await expect(checked).rejects.toMatchObject({ invariant });
  });
});

test('a desk that would ask again about two whom another told apart is found', async () => {
  const toldApart = { op: 'tell-apart', who: 0, a: 0, b: 10 } as const;
  const checked = checkedAfter(
    ({ machines }) => {
      const [, second] = machines;
      const other = `UPDATE attendance_event SET payload = replace(payload, 'two-people', '')`;
      if (second !== undefined) spoil(second.disk, other);
    },
    [toldApart],
  );
  await expect(checked).rejects.toMatchObject({ invariant: 'same-pairs' });
});

/** A version is saved and reaches the desks, then the hub goes back to its backup. */
const editedAndRestored: readonly Step[] = [
  { op: 'change-event', who: 0, a: 0, b: 0 },
  { op: 'change-event', who: 0, a: 0, b: 3 },
  { op: 'sync', who: 0, a: 0, b: 0 },
  { op: 'restore', who: 0, a: 0, b: 0 },
];
const called: readonly Step[] = [
  { op: 'call-day', who: 0, a: 0, b: 0 },
  { op: 'sync', who: 0, a: 0, b: 0 },
  { op: 'sync', who: 1, a: 0, b: 0 },
];

describe('a promise', () => {
  test.each([
    [editedAndRestored, 'a saved edit is in the event'],
    [called, 'a proven day is whole'],
  ])('is kept: $1', async (further) => {
    await expect(checkedAfter(() => {}, further)).resolves.toMatchObject({ excused: 0 });
  });

  test('a saved edit that a later hub lost is found', async () => {
    const checked = checkedAfter(({ hub }) => {
      const without = `replace(event_file, '"made-3"', '"gone-3"')`;
      spoil(hub.disk, `UPDATE hub SET event_file = ${without}; DELETE FROM event_version`);
    }, editedAndRestored);
    await expect(checked).rejects.toMatchObject({ invariant: 'saved-edits' });
  });

  test('a record that the hub lacks of a station proven for the day is found', async () => {
    const checked = checkedAfter(({ machines }) => {
      const [, second] = machines;
      const other = `UPDATE attendance_event SET hash = '${'ab'.repeat(32)}' WHERE ${ofOther}`;
      if (second !== undefined) spoil(second.disk, other);
    }, called);
    await expect(checked).rejects.toMatchObject({ invariant: 'proven' });
  });
});
