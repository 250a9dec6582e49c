import { HubProblem } from '../../domain/wire/problems.ts';

/** So many wrong codes within so many milliseconds, and the hub listens to no code for a while. */
const mostWrong = 5;
const within = 60_000;

/** Guards the enrolment codes of one hub against guessing: 40 bits last long at five a minute. */
export interface CodeGuard {
  /** Throws HubProblem `too-many-requests` while too many wrong codes are recent; the right one tells nothing then. */
  check(): void;
  noteWrong(): void;
}

/** A guard that reads this clock (UTC milliseconds). */
export function createCodeGuard(clock: () => number): CodeGuard {
  let wrong: number[] = [];
  return {
    check: () => {
      const now = clock();
      // A time in the future is from before the clock was set back.
      wrong = wrong.filter((time) => time <= now && now - time < within);
      const [oldest] = wrong;
      if (wrong.length < mostWrong || oldest === undefined) return;
      throw new HubProblem('too-many-requests', 'codes', { retryAfter: oldest + within - now });
    },
    noteWrong: () => void wrong.push(clock()),
  };
}
