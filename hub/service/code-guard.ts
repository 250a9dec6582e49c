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
   * Lets one guess of an address be looked at when the one before has ended, so that guesses at the same moment all
   * count.
   *
   * @throws HubProblem `too-many-requests` while too many wrong codes of this address are recent; the right code tells
   *   nothing then. Whatever `look` throws; `invite-unknown` counts
   */
  guess<T>(address: string, look: () => Promise<T>): Promise<T>;
}

/** A guard that reads this clock (UTC milliseconds). */
export function createCodeGuard(clock: () => number): CodeGuard {
  const wrong = new Map<string, number[]>();
  const turns = new Map<string, Promise<unknown>>();

  const check = (network: string): void => {
    const now = clock();
    // A time in the future is from before the clock was set back.
    const recent = (wrong.get(network) ?? []).filter((at) => at <= now && now - at < within);
    const [oldest] = recent;
    if (oldest === undefined) wrong.delete(network);
    else wrong.set(network, recent);
    if (recent.length < maxWrong || oldest === undefined) return;
    throw new HubProblem('too-many-requests', 'codes', { retryAfter: oldest + within - now });
  };
  const noteWrong = (network: string): void => {
    const before = wrong.get(network) ?? [];
    wrong.delete(network);
    wrong.set(network, [...before, clock()]);
    const [longestAgo] = wrong.keys();
    if (wrong.size > maxAddresses && longestAgo !== undefined) wrong.delete(longestAgo);
  };

  return {
    guess: async (address, look) => {
      const network = networkOf(address);
      const before = turns.get(network);
      const turn = (async () => {
        await before?.catch(() => {});
        check(network);
        try {
          return await look();
        } catch (error) {
          const isWrong = error instanceof HubProblem && error.code === 'invite-unknown';
          if (isWrong) noteWrong(network);
          throw error;
        }
      })();
      turns.set(network, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(network) === turn) turns.delete(network);
      }
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
