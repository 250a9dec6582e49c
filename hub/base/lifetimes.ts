/**
 * Checks how long things that the hub issued are valid: invitations, set-up codes, approvals,
 * sessions. Only this module compares them with a clock.
 *
 * The process that issued one measures by the monotonic clock, which cannot be set. Another process
 * (after a restart, or beside it on PostgreSQL) has only the wall clock. It treats start times in
 * the future as expired: a clock that was put back would extend the validity.
 */
export type Lifetimes = ReturnType<typeof createLifetimes>;

/** Max difference between the clocks of two processes on two machines, in milliseconds. */
const clocksDiffer = 30_000;
/** Above this number, expired entries are deleted. */
const kept = 1_000;

/** @param steady monotonic milliseconds from any start */
export function createLifetimes(clock: () => number, steady: () => number) {
  const ends = new Map<string, number>();
  return {
    /** Starts the lifetime now, or restarts it. @param lasts milliseconds */
    begin: (id: string, lasts: number): void => {
      const now = steady();
      if (ends.size >= kept) for (const [one, end] of ends) if (end <= now) ends.delete(one);
      ends.set(id, now + lasts);
    },
    /**
     * Whether it has expired.
     *
     * @param from UTC milliseconds of its start, as stored
     * @param lasts milliseconds
     */
    isOver: (id: string, from: number, lasts: number): boolean => {
      const end = ends.get(id);
      if (end !== undefined) return steady() >= end;
      const now = clock();
      return now < from - clocksDiffer || now >= from + lasts;
    },
  };
}
