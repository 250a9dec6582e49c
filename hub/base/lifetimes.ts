/**
 * How long what the hub has given is valid: invitations, set-up codes, approvals, sessions. This is
 * the one place that compares them with a clock.
 *
 * The process that gave it measures by the steady clock, which nobody can set. Another one (after a
 * restart, or beside it on PostgreSQL) has only the wall clock: it takes what was given in the
 * future as over, since a clock that was put back would make it valid for longer.
 */
export interface Lifetimes {
  /** It begins now, also for one that began before. @param lasts milliseconds */
  begin(id: string, lasts: number): void;
  /**
   * Whether it is over.
   *
   * @param from UTC milliseconds of its beginning, as stored
   * @param lasts milliseconds
   */
  isOver(id: string, from: number, lasts: number): boolean;
}

/** Two processes on two machines may differ by this much. Milliseconds. */
const clocksDiffer = 30_000;
/** Above this many the ended ones are forgotten. */
const kept = 1_000;

/** Lifetimes by these clocks: UTC milliseconds, and steady milliseconds from any start. */
export function createLifetimes(clock: () => number, steady: () => number): Lifetimes {
  const ends = new Map<string, number>();
  return {
    begin: (id, lasts) => {
      const now = steady();
      if (ends.size >= kept) for (const [one, end] of ends) if (end <= now) ends.delete(one);
      ends.set(id, now + lasts);
    },
    isOver: (id, from, lasts) => {
      const end = ends.get(id);
      if (end !== undefined) return steady() >= end;
      const now = clock();
      return now < from - clocksDiffer || now >= from + lasts;
    },
  };
}
