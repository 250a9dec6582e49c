import { isBranch } from '../../domain/branch.ts';
import type { ChainHead } from '../../domain/wire/events.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

/**
 * Branches of one station that the hub keeps: a disk is cloned or set back a few times at most. A station that makes them up
 * would have thousands of heads looked at with each of its pushes, and with the handshakes of all who hold its chain.
 */
const maxBranches = 64;
/** Milliseconds. By then somebody has looked. */
const retryAfter = 3_600_000;

const countQuery = query<{ kiosk: string }, { incarnation: number }>(({ db, at }) =>
  db
    .selectFrom('chain')
    .where('kiosk', '=', at('kiosk'))
    .orderBy('incarnation', 'desc')
    .limit(maxBranches)
    .select('incarnation'),
);

/**
 * Makes sure that a chain which begins is not a branch too many of its station.
 *
 * @param head as far as the hub holds the chain
 * @throws HubProblem `too-many-requests`
 */
export async function assertRoomForBranch(tx: HubDatabase, head: ChainHead): Promise<void> {
  if (head.lastKseq > 0 || !isBranch(head.incarnation)) return;
  const highest = await countQuery(tx, { kiosk: head.kiosk });
  const branches = highest.filter(({ incarnation }) => isBranch(incarnation));
  if (branches.length >= maxBranches) {
    throw new HubProblem('too-many-requests', 'branches', { retryAfter });
  }
}
