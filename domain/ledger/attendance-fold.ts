import { jsonOf } from '../base/json.ts';
import type { AttendanceEvent } from './attendance.ts';
import { type Caused, lastWords } from './cause.ts';
import type { CountedFact } from './counted-fact.ts';
import { arrivalTime } from './from-paper.ts';

export interface FoldedAdmission {
  id: string;
  delegateId: string;
  checkpoint: string;
  localDay: string;
  /**
   * UTC milliseconds at which the person came. For a paper entry this is the true time of arrival.
   */
  wall: number;
  station: string;
  operatorId: string | null;
  badgeSerial: string | null;
}

export const badgeStates = [
  'issued',
  'printed',
  'handed-over',
  'stale',
  'not-printed',
  'returned',
  'lost',
  'destroyed',
] as const;
export type FoldedBadgeState = (typeof badgeStates)[number];

/** What happened to the physical badge. Whether it is still valid is a separate question. */
export type BadgeThing = Exclude<FoldedBadgeState, 'stale'>;

/**
 * A badge has two states. What happened to the physical badge (printed, handed over, lost …) is
 * decided by the last fact by cause. Whether it is valid is separate. An invalid badge that may
 * still be in use is `stale`.
 */
export interface FoldedBadge {
  serial: string;
  delegateId: string | null;
  thing: BadgeThing;
  /** Id of the fact that decides `thing`; null while no fact reports on the physical badge. */
  word: string | null;
  /** False once another badge replaced it, or the admission that issued it was undone. */
  valid: boolean;
  state: FoldedBadgeState;
}

/** The result of folding a set of facts. Lists are in the order of the clock. */
export interface Attendance {
  /** One admission per delegate, checkpoint and day: the first that was not undone. */
  standing: FoldedAdmission[];
  /** Further admissions of one delegate, checkpoint and day, made by desks that had not synced. */
  duplicates: FoldedAdmission[];
  undone: FoldedAdmission[];
  badges: Map<string, FoldedBadge>;
}

/** The fields by which facts are ordered. */
export type FactOrder = Pick<CountedFact, 'effective' | 'station' | 'incarnation' | 'kseq' | 'id'>;

/**
 * Orders facts by effective clock, then station, incarnation and sequence number. All machines
 * agree on this order, whatever order the facts reached them in. It sorts lists, and facts whose
 * authors did not know of each other. Facts about one badge or person go by cause first.
 */
export function compareFacts(a: FactOrder, b: FactOrder): number {
  return (
    compareText(a.effective, b.effective) ||
    compareText(a.station, b.station) ||
    a.incarnation - b.incarnation ||
    a.kseq - b.kseq ||
    compareText(a.id, b.id)
  );
}

/**
 * Folds facts into who is in and what happened to each badge. The result depends on the *set* of
 * facts only: neither their order nor a repeated fact changes it. No fact is ever refused. An undo
 * that arrives before its admission takes effect once the admission is here. Takes the facts of one
 * event only.
 */
export function foldAttendance(events: Iterable<CountedFact>): Attendance {
  const byId = new Map<string, CountedFact>();
  for (const event of events) byId.set(event.id, event);
  const facts = [...byId.values()].sort(compareFacts);
  const undoneIds = new Set(
    facts.filter((fact) => fact.type === 'admission-undone').map((fact) => fact.targetId),
  );
  const admissions = facts.map(admissionOf).filter((admission) => admission !== null);
  const undone = admissions.filter((admission) => undoneIds.has(admission.id));
  const standing = admissions.filter((admission) => !undoneIds.has(admission.id));
  const { first, further } = firstOfEach(standing);
  // Two desks may have admitted a person with the same badge printed ahead. The badge stays valid
  // while one of these admissions does.
  const kept = new Set(standing.map(({ badgeSerial }) => badgeSerial));
  const takenBack = undone.filter(({ badgeSerial }) => !kept.has(badgeSerial));
  return { standing: first, duplicates: further, undone, badges: foldBadges(facts, takenBack) };
}

function admissionOf(fact: CountedFact): FoldedAdmission | null {
  const { id, delegateId, checkpoint, localDay, station, operatorId, badgeSerial } = fact;
  if (fact.type !== 'admitted' || delegateId === null || checkpoint === null) return null;
  const wall = arrivalTime(fact);
  return { id, delegateId, checkpoint, localDay, wall, station, operatorId, badgeSerial };
}

function firstOfEach(admissions: readonly FoldedAdmission[]) {
  const first: FoldedAdmission[] = [];
  const further: FoldedAdmission[] = [];
  // Few keys: one per day and checkpoint.
  const admitted = new Map<string, Set<string>>();
  for (const admission of admissions) {
    const key = JSON.stringify([admission.localDay, admission.checkpoint]);
    const there = admitted.get(key) ?? new Set();
    admitted.set(key, there);
    (there.has(admission.delegateId) ? further : first).push(admission);
    there.add(admission.delegateId);
  }
  return { first, further };
}

interface BadgeLife {
  delegateId: string | null;
  valid: boolean;
  /** Facts about the physical badge, in the order of clocks. */
  words: Word[];
  /**
   * Every fact about the badge. A fact about the physical badge may have one about its validity as
   * its cause.
   */
  all: Caused[];
}

/** A report by an operator or a printer about the physical badge. */
interface Word extends Caused {
  thing: BadgeThing;
}

function foldBadges(
  facts: readonly CountedFact[],
  undone: readonly FoldedAdmission[],
): Map<string, FoldedBadge> {
  const lives = new Map<string, BadgeLife>();
  const lifeOf = (serial: string, delegateId: string | null): BadgeLife => {
    const life = lives.get(serial) ?? { delegateId, valid: true, words: [], all: [] };
    lives.set(serial, life);
    return life;
  };
  for (const fact of facts) {
    const { badgeSerial, delegateId } = fact;
    if (badgeSerial === null || fact.type === 'admitted' || fact.type === 'admission-undone')
      continue;
    applyFact(lifeOf(badgeSerial, delegateId), fact);
    const replaced = fact.type === 'badge-issued' ? payloadText(fact, 'replaces') : null;
    if (replaced !== null) lifeOf(replaced, delegateId).valid = false;
  }
  for (const { badgeSerial, delegateId } of undone) {
    if (badgeSerial !== null) lifeOf(badgeSerial, delegateId).valid = false;
  }
  return new Map(Array.from(lives, ([serial, life]) => [serial, badgeOf(serial, life)]));
}

function badgeOf(serial: string, life: BadgeLife): FoldedBadge {
  const { delegateId, valid } = life;
  const word = holdingWord(life);
  const thing = word?.thing ?? 'issued';
  const isAbout = thing === 'issued' || thing === 'printed' || thing === 'handed-over';
  const state = !valid && isAbout ? 'stale' : thing;
  return { serial, delegateId, thing, word: word?.id ?? null, valid, state };
}

/**
 * Returns the fact that decides what happened to the physical badge: the last by cause. Among facts
 * whose authors did not know of each other, the gravest decides, so that a wrong clock never hides
 * a loss. Among equally grave facts the latest decides.
 */
function holdingWord({ words, all }: BadgeLife): Word | undefined {
  let holding: Word | undefined;
  for (const word of lastWords(words, all)) {
    if (holding === undefined || gravity[word.thing] >= gravity[holding.thing]) holding = word;
  }
  return holding;
}

const gravity: Record<BadgeThing, number> = {
  issued: 0,
  'not-printed': 1,
  printed: 2,
  'handed-over': 3,
  returned: 4,
  lost: 5,
  destroyed: 5,
};

function applyFact(life: BadgeLife, fact: CountedFact): void {
  const { id, after } = fact;
  life.all.push(fact);
  switch (fact.type) {
    case 'badge-printed':
      life.words.push({ id, after, thing: 'printed' });
      return;
    case 'badge-handed-over':
      life.words.push({ id, after, thing: 'handed-over' });
      return;
    case 'badge-voided': {
      const fate = badgeStates.find((state) => state === payloadText(fact, 'fate')) ?? 'stale';
      if (fate === 'stale') life.valid = false;
      else life.words.push({ id, after, thing: fate });
      return;
    }
    case 'badge-issued':
    case 'admitted':
    case 'admission-undone':
    case 'walk-in-registered':
    case 'spelling-corrected':
    case 'person-changed':
    case 'registration-changed':
    case 'secret-renewed':
    case 'event-changed':
    case 'facts-judged':
    case 'delegate-replaced':
    case 'duplicate-resolved':
    case 'booking-changed':
    case 'went-out':
    case 'came-back':
    case 'refused':
    case 'help-called':
    case 'help-answered':
    case 'alert-seen':
    case 'note-written':
    case 'consent-recorded':
    case 'day-closed':
    case 'finding-resolved':
      return;
  }
}

/**
 * UTC milliseconds at which a fact was written, by the event's clock: the station's own time plus
 * the clock error that the station knew of.
 */
export function rightTime({ wall, payload }: Pick<AttendanceEvent, 'wall' | 'payload'>): number {
  return wall + Number(/"clockOffset":(-?\d{1,15})/.exec(payload)?.[1] ?? 0);
}

/**
 * Reads a text from a fact's payload. Null if it is missing or the payload is not JSON, because a
 * fact is never refused.
 */
export function payloadText(fact: Pick<AttendanceEvent, 'payload'>, name: string): string | null {
  const payload = jsonOf(fact.payload);
  if (typeof payload !== 'object' || payload === null) return null;
  const value: unknown = Object.entries(payload).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
