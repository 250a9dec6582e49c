import { statement } from '../../db/base/statement.ts';
import { openDuplicates } from '../../db/check-in/duplicates.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { type Attendance, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { isUnvouched } from './check-facts.ts';
import { idsIn } from './fact-book.ts';
import type { EndState, EndStation } from './hub-facts.ts';
import { simEvent } from './people.ts';

/** Compares what every desk shows with the fold of the hub's facts. */
export function checkFolds({ hub, duplicates, stations }: EndState): void {
  const facts = hub.stream.map(({ event }) => event);
  const arrived = new Set(facts.map(({ id }) => id));
  const expected = foldAttendance(facts);
  const truth = truthOf(facts);
  checkOrder(facts, expected);
  const shared = sharedSerials(facts);
  same('the hub', 'duplicates', duplicates.toSorted(), truth.duplicates);
  for (const station of stations) {
    if (station.isRevoked) continue;
    same(station.name, 'facts', factIds(station, arrived), facts.map(({ id }) => id).sort());
    checkAdmissions(station, truth);
    checkBadges(station, expected, facts, shared);
  }
}

/** The fold is of a set: the same facts in another order give the same. */
function checkOrder(facts: readonly OrderedFact[], expected: Attendance): void {
  const other = foldAttendance([...facts].reverse());
  if (textOf(other) !== textOf(expected)) {
    throw new BrokenInvariant('same-fold', 'the order of the facts changes what they amount to');
  }
}

function textOf({ standing, duplicates, undone, badges }: Attendance): string {
  return JSON.stringify([standing, duplicates, undone, [...badges].sort()]);
}

function factIds({ db, mode }: EndStation, arrived: ReadonlySet<string>): string[] {
  return statement<[], { id: string; station: string }>(
    db,
    'SELECT id, station FROM attendance_event ORDER BY id',
  )
    .all()
    .filter(({ id, station }) => arrived.has(id) || !isUnvouched(mode, station))
    .map(({ id }) => id);
}

function checkAdmissions({ name, db }: EndStation, truth: Truth): void {
  const ids = (isUndone: 'IS NULL' | 'IS NOT NULL'): string[] =>
    idsIn(db, `SELECT attendance_id AS id FROM admission WHERE undone_by ${isUndone} ORDER BY id`);
  same(name, 'admissions that stand', ids('IS NULL'), truth.standing);
  same(name, 'admissions undone', ids('IS NOT NULL'), truth.undone);
  const listed = openDuplicates(db, simEvent.file.id)
    .map(({ first, further }) => `${first.admissionId} ${further.admissionId}`)
    .sort();
  same(name, 'duplicates', listed, truth.duplicates);
}

/** Serials that two badges bear, each with the ids of the facts that issued them. */
function sharedSerials(facts: readonly OrderedFact[]): Map<string, string[]> {
  const issued = new Map<string, OrderedFact[]>();
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
  { name, db }: EndStation,
  expected: Attendance,
  facts: readonly OrderedFact[],
  shared: ReadonlyMap<string, string[]>,
): void {
  const conflicts = new Set(idsIn(db, 'SELECT attendance_id AS id FROM badge_conflict'));
  for (const [serial, badges] of shared) {
    const unrecorded = badges.filter((id) => !conflicts.has(id));
    if (unrecorded.length > 1) {
      throw new BrokenInvariant(
        'badge-serials',
        `${name}: ${serial} was issued by ${unrecorded.join(' and ')}`,
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
  same(name, 'badges', shown, states);
}

function same(
  whose: string,
  what: string,
  shown: readonly string[],
  expected: readonly string[],
): void {
  if (shown.length === expected.length && shown.every((one, i) => one === expected[i])) return;
  const missing = expected.filter((one) => !shown.includes(one));
  const more = shown.filter((one) => !expected.includes(one));
  throw new BrokenInvariant(
    'same-fold',
    `${whose}: ${what}: missing [${missing.join(', ')}], too many [${more.join(', ')}]`,
  );
}

/** What the facts give by the rules of the design. */
export interface Truth {
  /** Ids of the admissions that count, further ones included. */
  standing: string[];
  undone: string[];
  /** `first further` for each further admission, ids. */
  duplicates: string[];
}

/**
 * The rules of attendance written a second time, plainly and apart from the product's code:
 * otherwise a fold that is wrong everywhere would agree with itself.
 */
export function truthOf(facts: readonly OrderedFact[]): Truth {
  const undoneIds = new Set(
    facts.filter(({ type }) => type === 'admission-undone').map(({ targetId }) => targetId),
  );
  const admissions = facts.filter(({ type }) => type === 'admitted');
  const standing = admissions.filter(({ id }) => !undoneIds.has(id));
  const places = new Map<string, OrderedFact[]>();
  for (const one of standing) places.set(placeOf(one), [...(places.get(placeOf(one)) ?? []), one]);
  const duplicates = [...places.values()].flatMap((admitted) => {
    const [first, ...further] = admitted.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    return further.map(({ id }) => `${first?.id} ${id}`);
  });
  return {
    standing: idsOf(standing),
    undone: idsOf(admissions.filter(({ id }) => undoneIds.has(id))),
    duplicates: duplicates.sort(),
  };
}

function placeOf({ delegateId, checkpoint, localDay }: OrderedFact): string {
  return `${delegateId} ${checkpoint} ${localDay}`;
}

/** Sort key: effective clock, station, place in its chain. */
function orderOf({ effective, station, incarnation, kseq }: OrderedFact): string {
  return [
    effective,
    station,
    String(incarnation).padStart(9, '0'),
    String(kseq).padStart(9, '0'),
  ].join(' ');
}

function idsOf(facts: readonly OrderedFact[]): string[] {
  return facts.map(({ id }) => id).sort();
}
