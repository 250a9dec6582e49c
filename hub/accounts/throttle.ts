import { leftOfWait } from '../../domain/base/guess-wait.ts';
import { HubProblem } from '../../domain/sync/problems.ts';

export type ThrottleKind = keyof typeof rules;

/**
 * Failures are counted for an account's name, an address, a known browser, or an account whose
 * password was right (`code`, `proof`).
 */
export interface ThrottleKey {
  kind: ThrottleKind;
  value: string;
}

const second = 1_000;
const minute = 60 * second;

/**
 * A few failures are free; then the wait doubles from one second up to `longest`. For accounts and
 * addresses it is short: strangers who fail on purpose, or try invented names from the same
 * address, can slow others down but not lock them out. A browser known to the account is counted
 * separately. `code` and `proof` have longer waits: reaching them takes the password.
 */
const rules = {
  account: { free: 5, longest: minute },
  address: { free: 15, longest: minute },
  code: { free: 5, longest: 15 * minute },
  browser: { free: 5, longest: 15 * minute },
  proof: { free: 5, longest: 15 * minute },
} as const;

/** Milliseconds after the last failure until failures are forgotten. */
const memory = 60 * minute;
/** Max keys counted at once; beyond this the one with the oldest failure is dropped. */
const maxKeys = 20_000;

interface Count {
  failures: number;
  last: number;
  blockedUntil: number;
}

/** An attempt that counts as failed unless it is taken back. */
export interface Attempt {
  takeBack(): void;
}

/** Slows guessing down. Kept in memory: an attacker who can restart the hub need not guess. */
export type Throttle = ReturnType<typeof createThrottle>;

/** @param clock a monotonic clock (milliseconds from any start): counts are kept in memory only */
export function createThrottle(clock: () => number) {
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
    if (counts.size > maxKeys && oldest !== undefined) counts.delete(oldest);
  };
  const leftOf = (key: ThrottleKey): number => {
    const { failures, last, blockedUntil: until } = find(key);
    return leftOfWait({ until, max: waitAfter(key.kind, failures) }, clock(), (blockedUntil) =>
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
        // Others may have failed meanwhile: their wait stays.
        const isLast = found.failures === failures;
        const blockedUntil = isLast ? before.blockedUntil : found.blockedUntil;
        put(key, { failures: found.failures - 1, last: found.last, blockedUntil });
      },
    };
  };
  return {
    /**
     * Counts an attempt as failed before it is checked, so that many at once cannot all be the
     * first. While one of the keys has to wait, nothing is counted or checked.
     *
     * @throws HubProblem `too-many-requests` with the time to wait
     */
    begin: (keys: readonly ThrottleKey[]): Attempt => {
      const retryAfter = Math.max(0, ...keys.map(leftOf));
      if (retryAfter > 0) throw new HubProblem('too-many-requests', 'sign-in', { retryAfter });
      const attempts = keys.map(count);
      return {
        takeBack: () => {
          for (const attempt of attempts) attempt.takeBack();
        },
      };
    },
    clear: (keys: readonly ThrottleKey[]): void => {
      for (const { kind, value } of keys) counts.delete(`${kind} ${value}`);
    },
  };
}

/** Milliseconds to wait after this many failures. */
export function waitAfter(kind: ThrottleKind, failures: number): number {
  const { free, longest } = rules[kind];
  return failures < free ? 0 : Math.min(second * 2 ** (failures - free), longest);
}
