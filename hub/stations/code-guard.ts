import { isIPv6 } from 'node:net';
import { HubProblem } from '../../domain/sync/problems.ts';

const maxWrong = 5;
const within = 60_000;
/** Max addresses remembered; the one with the oldest guess is dropped first. */
const maxAddresses = 10_000;

/**
 * Protects the enrolment codes of one hub from guessing: an address may guess five codes a minute,
 * and a code has 40 bits. An address that floods the hub delays only itself.
 *
 * @param steady a monotonic clock, in milliseconds from any start
 */
export function createCodeGuard(steady: () => number) {
  const wrong = new Map<string, number[]>();
  const turns = new Map<string, Promise<unknown>>();

  const check = (network: string): void => {
    const now = steady();
    const recent = (wrong.get(network) ?? []).filter((at) => now - at < within);
    const [oldest] = recent;
    if (oldest === undefined) wrong.delete(network);
    else wrong.set(network, recent);
    if (recent.length < maxWrong || oldest === undefined) return;
    throw new HubProblem('too-many-requests', 'codes', { retryAfter: oldest + within - now });
  };
  const noteWrong = (network: string): void => {
    const before = wrong.get(network) ?? [];
    wrong.delete(network);
    wrong.set(network, [...before, steady()]);
    const [longestAgo] = wrong.keys();
    if (wrong.size > maxAddresses && longestAgo !== undefined) wrong.delete(longestAgo);
  };

  return {
    /**
     * Checks one guess of an address after the previous one has ended, so that all guesses count.
     *
     * @throws HubProblem `too-many-requests` after too many recent wrong codes of this address;
     *   then even the right code reveals nothing. Also the errors of `look`; its `invite-unknown`
     *   counts as a wrong code.
     */
    guess: async <T>(address: string, look: () => Promise<T>): Promise<T> => {
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

/** Groups IPv6 addresses by their /64 network: one machine owns all addresses in it. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
