import { isIPv6 } from 'node:net';
import { HubProblem } from '../../domain/wire/problems.ts';

/** So many wrong codes of one address within so many milliseconds, and it waits. */
const maxWrong = 5;
const within = 60_000;
/** Addresses that are remembered; the one that guessed longest ago goes first. */
const maxAddresses = 10_000;

/**
 * Guards the enrolment codes of one hub against guessing: 40 bits last long at five a minute and address. Whoever
 * floods it waits alone.
 */
export interface CodeGuard {
  /**
   * Counts a guess before anything is looked at, so that guesses at the same moment all count.
   *
   * @returns takes the guess back: call it where the code was not wrong
   * @throws HubProblem `too-many-requests` while too many of this address are recent; the right code tells nothing then
   */
  guess(address: string): () => void;
}

/** A guard that reads this clock (UTC milliseconds). */
export function createCodeGuard(clock: () => number): CodeGuard {
  const guesses = new Map<string, number[]>();
  return {
    guess: (address) => {
      const now = clock();
      const key = networkOf(address);
      // A time in the future is from before the clock was set back.
      const recent = (guesses.get(key) ?? []).filter((time) => time <= now && now - time < within);
      const [oldest] = recent;
      if (recent.length >= maxWrong && oldest !== undefined) {
        throw new HubProblem('too-many-requests', 'codes', { retryAfter: oldest + within - now });
      }
      guesses.delete(key);
      guesses.set(key, [...recent, now]);
      if (guesses.size > maxAddresses) guesses.delete(guesses.keys().next().value ?? key);
      return () => {
        const left = guesses.get(key) ?? [];
        const index = left.indexOf(now);
        if (index >= 0) guesses.set(key, left.toSpliced(index, 1));
      };
    },
  };
}

/** One machine has all addresses of an IPv6 network of 64 bits. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
