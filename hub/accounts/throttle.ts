import { leftOfWait } from '../../domain/guess-wait.ts';
import { HubProblem } from '../../domain/wire/problems.ts';

/** What failures are counted for. */
export type ThrottleKind = keyof typeof rules;

/** One thing that failures are counted for: an account's name, an address, a browser that is known, an account whose password was right. */
export interface ThrottleKey {
  kind: ThrottleKind;
  value: string;
}

const second = 1_000;
const minute = 60 * second;

/**
 * So many failures are free; then the wait doubles from a second on, up to the longest. Those of an account and of an
 * address are short: a stranger who fails on purpose, or behind the same address by made-up names, can slow others
 * down and not lock them out. A browser that is known to the account is counted for itself alone. `code` and `proof` are longer: whoever comes so far had the password.
 */
const rules = {
  account: { free: 5, longest: minute },
  address: { free: 15, longest: minute },
  code: { free: 5, longest: 15 * minute },
  browser: { free: 5, longest: 15 * minute },
  proof: { free: 5, longest: 15 * minute },
} as const;

/** Failures are forgotten so long after the last one. */
const memory = 60 * minute;
/** Things counted at once; above this the one that failed longest ago goes. */
const mostKeys = 20_000;

interface Count {
  failures: number;
  last: number;
  blockedUntil: number;
}

/** An attempt that counts as failed until it is taken back. */
export interface Attempt {
  /** It did not fail. */
  takeBack(): void;
}

/** Makes guessing slow. In memory: whoever can restart the hub needs no guessing. */
export interface Throttle {
  /**
   * Counts an attempt as failed before it is looked at, so that many at once cannot all be the first. While one of the
   * keys has to wait nothing is counted and nothing looked at.
   *
   * @throws HubProblem `too-many-requests` with the time to wait
   */
  begin(keys: readonly ThrottleKey[]): Attempt;
  /** Forgets all failures. */
  clear(keys: readonly ThrottleKey[]): void;
}

/** A throttle that reads this clock (UTC milliseconds). */
export function createThrottle(clock: () => number): Throttle {
  const counts = new Map<string, Count>();
  const find = ({ kind, value }: ThrottleKey): Count => {
    const found = counts.get(`${kind} ${value}`);
    const isKnown = found !== undefined && Math.abs(clock() - found.last) < memory;
    return isKnown ? found : { failures: 0, last: clock(), blockedUntil: 0 };
  };
  const put = ({ kind, value }: ThrottleKey, count: Count): void => {
    const name = `${kind} ${value}`;
    counts.delete(name);
    if (count.failures <= 0) return;
    counts.set(name, count);
    const [oldest] = counts.keys();
    if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
  };
  const leftOf = (key: ThrottleKey): number => {
    const { failures, last, blockedUntil: until } = find(key);
    return leftOfWait({ until, longest: waitAfter(key.kind, failures) }, clock(), (blockedUntil) =>
      put(key, { failures, last, blockedUntil }),
    );
  };
  const count = (key: ThrottleKey): Attempt => {
    const [before, now] = [find(key), clock()];
    const failures = before.failures + 1;
    put(key, { failures, last: now, blockedUntil: now + waitAfter(key.kind, failures) });
    return {
      takeBack: () => {
        const found = find(key);
        // Others may have failed meanwhile: what these have to wait stays.
        const isLast = found.failures === failures;
        const blockedUntil = isLast ? before.blockedUntil : found.blockedUntil;
        put(key, { failures: found.failures - 1, last: found.last, blockedUntil });
      },
    };
  };
  return {
    begin: (keys) => {
      const retryAfter = Math.max(0, ...keys.map(leftOf));
      if (retryAfter > 0) throw new HubProblem('too-many-requests', 'sign-in', { retryAfter });
      const attempts = keys.map(count);
      return {
        takeBack: () => {
          for (const attempt of attempts) attempt.takeBack();
        },
      };
    },
    clear: (keys) => {
      for (const { kind, value } of keys) counts.delete(`${kind} ${value}`);
    },
  };
}

/** Milliseconds to wait after so many failures. */
export function waitAfter(kind: ThrottleKind, failures: number): number {
  const { free, longest } = rules[kind];
  return failures < free ? 0 : Math.min(second * 2 ** (failures - free), longest);
}
