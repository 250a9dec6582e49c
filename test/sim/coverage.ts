/** How often something was done in a run, and how often it changed what would have happened. */
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

  /** Adds another run's counts. */
  merge(counts: Iterable<readonly [string, Count]>): void {
    for (const [name, more] of counts) {
      const count = this.counts.get(name) ?? { done: 0, mattered: 0 };
      this.counts.set(name, {
        done: count.done + more.done,
        mattered: count.mattered + more.mattered,
      });
    }
  }

  /** A table: name, how often, how often it mattered. */
  lines(): string[] {
    const names = [...this.counts.keys()].sort();
    const width = Math.max(...names.map((name) => name.length), 0);
    return names.map((name) => {
      const { done, mattered } = this.counts.get(name) ?? { done: 0, mattered: 0 };
      return `${name.padEnd(width)} ${String(done).padStart(9)} ${String(mattered).padStart(9)}`;
    });
  }
}

/** What every run of some hundred schedules must have reached, by the names under which it is counted. */
const expected = [
  // At the desks.
  'check-in',
  'door-check-in',
  'undo',
  'print-outcome',
  'reprint',
  'hand-over',
  'walk-in',
  'correct',
  'replace',
  'resolve',
  // At the hub.
  'import',
  'edit',
  'cancel',
  'delete',
  'stop-list',
  'week',
  'backup',
  // The network.
  'sync',
  'newer-sync',
  'syncs at the same time',
  'fault: hub crash while several sync',
  'off',
  'fault: request-lost',
  'fault: answer-lost',
  'fault: twice',
  'fault: late',
  'fault: truncated',
  'fault: busy',
  'fault: between',
  'late push taken',
  'late push refused',
  // Machines.
  'clock by seconds',
  'clock by minutes',
  'clock by days',
  'fault: power cut at a desk, before its commit',
  'fault: power cut at a desk, after its commit',
  'fault: power cut during a sync',
  'fault: hub-crash-before',
  'fault: hub-crash-after',
  'fault: disk full at a desk',
  'fault: disk full during a sync',
  'fault: hub-full',
  'image',
  'roll-back',
  'clone',
  'wipe',
  'revoke',
  'restore',
  'restore without a new epoch',
  'take-over',
  // What this version does not know.
  'fact of a newer version: ordinary',
  'fact of a newer version: more-fields',
  'fact of a newer version: unknown-type',
  'fact of a newer version: not-json',
  'fact of a newer version: other-envelope',
  'fact of a newer version: not-a-fact',
  // The case table of the design.
  'rule: new epoch met',
  'rule: own chain in a new incarnation',
  'rule: kiosk replaced after a wipe',
  'rule: clock too far ahead to follow',
  'rule: facts of others given to the hub by a desk',
  'rule: facts of others given to the hub by a door',
  'rule: pushes of a revoked kiosk quarantined',
  'rule: quarantined as not-understood',
  'rule: quarantined as other-envelope',
  'rule: quarantined as revoked',
  'rule: facts of a newer version kept whole',
  'rule: further admissions listed as duplicates',
  'rule: badge serials given out twice and listed',
  'rule: facts lost with the only disk that held them',
  'enrolment of a revoked kiosk refused',
  'answer: busy',
  'answer: cursor-too-old',
  'answer: epoch-changed',
  'answer: replayed',
  'answer: revoked',
  'answer: unauthorised',
] as const;

/**
 * What came up too seldom for a short run; a long one must reach it as well. (Pushes that do not fit a chain
 * are no such thing: an honest kiosk makes none, since the hub's head and the numbers of requests come first.
 * test/hub/service/push.test.ts makes them.)
 */
const seldom = [
  'rule: facts of others given to the hub by a kiosk',
  'rule: facts of others in a new life of their kiosk',
] as const;

/** Names of what a run did not reach, or reached only where it changed nothing. */
export function unreached({ counts }: Coverage, isLong: boolean): string[] {
  const names: readonly string[] = isLong ? [...expected, ...seldom] : expected;
  return names.filter((name) => (counts.get(name)?.mattered ?? 0) === 0);
}
