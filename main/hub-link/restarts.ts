/** Pauses before each new attempt, in milliseconds; the last one is kept. */
const pauses = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

/** Does something again after growing pauses, until it succeeds or is called off. */
export interface Restarts {
  /** Plans the next attempt. An attempt that rejects plans another, after a longer pause. */
  plan(attempt: () => Promise<unknown>): void;
  /** Calls off what is planned, and begins with the shortest pause again. */
  callOff(): void;
}

/** Makes the plan; nothing is planned at first. */
export function createRestarts(): Restarts {
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  const callOff = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    failures = 0;
  };
  const plan = (attempt: () => Promise<unknown>): void => {
    if (timer !== null) clearTimeout(timer);
    const pause = pauses[Math.min(failures, pauses.length - 1)];
    failures += 1;
    const planned = setTimeout(() => {
      attempt().then(
        () => timer === planned && callOff(),
        // Called off meanwhile, or planned anew by somebody else: not ours any more.
        () => timer === planned && plan(attempt),
      );
    }, pause);
    timer = planned;
  };
  return { plan, callOff };
}
