import { weights } from './fault-table.ts';
import { type HostileDeed, hostileDeeds } from './hostile.ts';
import { numberDeeds } from './hostile-numbers.ts';
import { faults } from './network.ts';
import { isUnderstood } from './newer-station.ts';
import { operations } from './operations.ts';

/** How often something was done in a run, and how often it made a difference. */
export interface Count {
  done: number;
  mattered: number;
}

/** Counts by name of operation or fault, over many schedules. */
export class Coverage {
  readonly counts = new Map<string, Count>();

  add(name: string, mattered: boolean): void {
    const count = this.counts.get(name) ?? { done: 0, mattered: 0 };
    count.done += 1;
    if (mattered) count.mattered += 1;
    this.counts.set(name, count);
  }

  merge(counts: Iterable<readonly [string, Count]>): void {
    for (const [name, more] of counts) {
      const count = this.counts.get(name) ?? { done: 0, mattered: 0 };
      this.counts.set(name, {
        done: count.done + more.done,
        mattered: count.mattered + more.mattered,
      });
    }
  }

  /** The lines of a table: name, how often, how often it made a difference. */
  lines(): string[] {
    const names = [...this.counts.keys()].sort();
    const width = Math.max(...names.map((name) => name.length), 0);
    return names.map((name) => {
      const { done, mattered } = this.counts.get(name) ?? { done: 0, mattered: 0 };
      return `${name.padEnd(width)} ${String(done).padStart(9)} ${String(mattered).padStart(9)}`;
    });
  }
}

/** Deeds of a hostile station that a hub answers, and then keeps apart or ignores. */
const taken: readonly HostileDeed[] = [
  'says what its mode may say',
  'says what its mode may not say',
  'takes the id of another’s fact',
  'brings another payload to another’s fact',
  'sends again what was sent',
  'sets its clock years ahead',
  'admits without a ticket',
  'undoes what another admitted',
];
/** The hub stores such a link, whatever it names or closes; it need not count it. */
const isStored = (deed: string): boolean =>
  deed === 'names an operator' || deed === 'closes a day with an extreme number';
const isTaken = (deed: HostileDeed): boolean => taken.includes(deed);

/** Steps that are counted by their effect, under other names. */
const isCountedOtherwise =
  /^(sync-|clock-|hub-clock|crash|disk-full|deliver-late|newer-fact|bad-fact)/;

/** What every run of some hundred schedules must reach, by the names of the counts. */
const expected: readonly string[] = [
  ...operations.filter((op) => !isCountedOtherwise.test(op) && weights[op] !== 0),
  ...faults.map((fault) => `fault: ${fault}`),
  ...Object.keys(isUnderstood).map((kind) => `fact of a newer version: ${kind}`),
  ...hostileDeeds.map((deed) => `hostile: ${deed}: ${isTaken(deed) ? 'taken' : 'refused'}`),
  // Whatever numbers are drawn, some are within their bounds and some are not.
  ...numberDeeds.map((deed) => `hostile: ${deed}: taken`),
  ...numberDeeds.filter((deed) => !isStored(deed)).map((deed) => `hostile: ${deed}: refused`),
  'order: disregard a hostile one',
  'order: disregard some of a good station',
  'order: as-before a hostile one',
  'order: as-before some of a good station',
  'rule: facts of hostile stations disregarded at the end',
  'rule: a supervisor agrees to a later hub’s order',
  'rule: quarantined as not-allowed',
  'rule: quarantined as wrong-commitment',
  'syncs at the same time',
  'fault: hub crash while several sync',
  'late push taken',
  'late push refused',
  'clock by seconds',
  'clock by minutes',
  'clock by days',
  ...['clock', 'hub clock'].flatMap((clock) => [
    `${clock} set right`,
    ...['back', 'forward'].flatMap((way) =>
      ['minutes', 'days', 'weeks'].map((unit) => `${clock} jumps ${way} by ${unit}`),
    ),
  ]),
  'fault: power cut at a desk, before its commit',
  'fault: power cut at a desk, after its commit',
  'fault: power cut during a sync',
  'fault: disk full at a desk',
  'fault: disk full during a sync',
  'restore without a new epoch',
  // Rules of the design's case table.
  'rule: new epoch met',
  'rule: own chain in a new incarnation',
  'rule: kiosk replaced after a wipe',
  'rule: clock too far ahead to follow',
  'rule: facts of others given to the hub by a desk',
  'rule: facts of others given to the hub by a door',
  'rule: quarantined as not-understood',
  'rule: quarantined as other-envelope',
  'rule: facts of a newer version kept whole',
  'rule: further admissions listed as duplicates',
  'rule: badge serials given out twice and listed',
  'rule: a stop that a desk could prove to a later hub',
  'rule: a station proven for a day',
  'rule: facts lost with the only disk that held them',
  'rule: a change that reached another desk',
  'rule: a pair told apart at another desk',
  'rule: a cancelled person’s scan refused',
  'rule: waits at a desk for a place',
  'rule: places given to those who waited',
  'rule: places given twice by desks that were apart',
  'rule: two said different of one place',
  'enrolment of a revoked kiosk refused',
  'event: saved',
  'event: behind',
  'event: refused',
  'event: two editors changed the same',
  'event: versions apart added',
  'answer: busy',
  'answer: cursor-too-old',
  'answer: epoch-changed',
  'answer: replayed',
  'answer: revoked',
  'answer: unauthorised',
];

/**
 * What is too rare for a short run; a long run must reach it. (Pushes that do not fit a chain are
 * not listed: an honest station makes none, since the hub's head and the numbers of requests
 * prevent it. test/hub/sync/push.test.ts makes them.)
 */
const seldom = [
  'event: versions apart let go',
  'rule: a list’s word stays after a take-over',
  'rule: a version that a station could prove to a later hub',
  'rule: facts of others given to the hub by a kiosk',
  'rule: a second history of another kept as a branch',
] as const;

/** Names of what a run did not reach, or reached without making a difference. */
export function unreached({ counts }: Coverage, isLong: boolean): string[] {
  const names: readonly string[] = isLong ? [...expected, ...seldom] : expected;
  return names.filter((name) => (counts.get(name)?.mattered ?? 0) === 0);
}
