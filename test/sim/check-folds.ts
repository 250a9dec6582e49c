import { openDuplicates } from '../../db/duplicates.ts';
import { statement } from '../../db/statement.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import { type Attendance, foldAttendance } from '../../domain/attendance-fold.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { HubFacts } from './hub-facts.ts';
import { type Machine, stationOf } from './machine.ts';
import { type Truth, truthOf } from './oracle.ts';
import { simEvent } from './people.ts';
import type { World } from './world.ts';

/** What every desk shows against what the facts at the hub amount to. */
export async function checkFolds(world: World, hub: HubFacts): Promise<void> {
  const facts = hub.stream.map(({ event }) => event);
  const expected = foldAttendance(facts);
  const truth = truthOf(facts);
  checkOrder(facts, expected);
  const shared = sharedSerials(facts);
  await checkHubDuplicates(world, truth);
  for (const machine of world.machines) {
    if (world.hub.revoked.has(stationOf(machine).kiosk)) continue;
    same(machine, 'facts', factIds(machine), facts.map(({ id }) => id).sort());
    checkAdmissions(machine, truth);
    checkBadges(machine, expected, facts, shared);
  }
}

/** The fold is of a set: the same facts in another order amount to the same. */
function checkOrder(facts: readonly AttendanceEvent[], expected: Attendance): void {
  const other = foldAttendance([...facts].reverse());
  if (textOf(other) !== textOf(expected)) {
    throw new BrokenInvariant('same-fold', 'the order of the facts changes what they amount to');
  }
}

function textOf({ standing, duplicates, undone, badges }: Attendance): string {
  return JSON.stringify([standing, duplicates, undone, [...badges].sort()]);
}

async function checkHubDuplicates({ hub }: World, { duplicates }: Truth): Promise<void> {
  const listed = (await hub.hub.duplicates())
    .map(({ first, further }) => `${first.eventId} ${further.eventId}`)
    .sort();
  if (listed.join() !== duplicates.join()) {
    throw new BrokenInvariant('same-fold', `the hub lists duplicates ${listed}, not ${duplicates}`);
  }
}

function factIds(machine: Machine): string[] {
  return statement<[], { id: string }>(
    machine.disk.db,
    'SELECT id FROM attendance_event ORDER BY id',
  )
    .all()
    .map(({ id }) => id);
}

function checkAdmissions(machine: Machine, truth: Truth): void {
  const rows = statement<[], { id: string; undone: number }>(
    machine.disk.db,
    `SELECT attendance_id AS id, undone_by IS NOT NULL AS undone FROM admission ORDER BY attendance_id`,
  ).all();
  const ids = (undone: number): string[] =>
    rows.filter((row) => row.undone === undone).map(({ id }) => id);
  same(machine, 'admissions that stand', ids(0), truth.standing);
  same(machine, 'admissions undone', ids(1), truth.undone);
  const listed = openDuplicates(machine.disk.db, simEvent.file.id)
    .map(({ first, further }) => `${first.admissionId} ${further.admissionId}`)
    .sort();
  same(machine, 'duplicates', listed, truth.duplicates);
}

/** Serials that two badges bear, by the fact that issued the later one. */
function sharedSerials(facts: readonly AttendanceEvent[]): Map<string, string[]> {
  const issued = new Map<string, AttendanceEvent[]>();
  for (const fact of facts) {
    if (fact.type !== 'badge-issued' || fact.badgeSerial === null) continue;
    issued.set(fact.badgeSerial, [...(issued.get(fact.badgeSerial) ?? []), fact]);
  }
  return new Map(
    [...issued]
      .filter(([, badges]) => badges.length > 1)
      .map(([serial, badges]) => [serial, badges.map(({ id }) => id)]),
  );
}

function checkBadges(
  machine: Machine,
  expected: Attendance,
  facts: readonly AttendanceEvent[],
  shared: ReadonlyMap<string, string[]>,
): void {
  const { db } = machine.disk;
  const conflicts = new Set(
    statement<[], { id: string }>(db, 'SELECT attendance_id AS id FROM badge_conflict')
      .all()
      .map(({ id }) => id),
  );
  for (const [serial, badges] of shared) {
    const unrecorded = badges.filter((id) => !conflicts.has(id));
    if (unrecorded.length > 1) {
      throw new BrokenInvariant(
        'badge-serials',
        `${machine.name}: ${serial} was issued by ${unrecorded.join(' and ')}`,
      );
    }
  }
  const issued = new Set(
    facts.filter(({ type }) => type === 'badge-issued').map((f) => f.badgeSerial),
  );
  const states = [...expected.badges.values()]
    .filter(({ serial }) => issued.has(serial))
    .map(({ serial, state }) => `${serial} ${state}`)
    .sort();
  const shown = statement<[], { serial: string; state: string }>(
    db,
    'SELECT serial, state FROM badge ORDER BY serial',
  )
    .all()
    .map(({ serial, state }) => `${serial} ${state}`);
  same(machine, 'badges', shown, states);
}

function same(
  machine: Machine,
  what: string,
  shown: readonly string[],
  expected: readonly string[],
): void {
  if (shown.length === expected.length && shown.every((one, i) => one === expected[i])) return;
  const missing = expected.filter((one) => !shown.includes(one));
  const more = shown.filter((one) => !expected.includes(one));
  throw new BrokenInvariant(
    'same-fold',
    `${machine.name}: ${what}: missing [${missing.join(', ')}], too many [${more.join(', ')}]`,
  );
}
