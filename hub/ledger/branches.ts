import { isBranch } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

/**
 * Branches of one station that the hub keeps. A disk is cloned or restored a few times at most. A
 * station that invented branches would make the hub check thousands of heads at each of its pushes,
 * and at the handshakes of every station that holds its chain.
 */
const maxBranches = 64;
/** Milliseconds. By then a person has checked the station. */
const retryAfter = 3_600_000;

const countQuery = query<{ station: string }, { incarnation: number }>(({ db, at }) =>
  db
    .selectFrom('chain')
    .where('station', '=', at('station'))
    .orderBy('incarnation', 'desc')
    .limit(maxBranches)
    .select('incarnation'),
);

/**
 * Makes sure that a new chain does not exceed the limit of branches for its station.
 *
 * @param head as far as the hub holds the chain
 * @throws HubProblem `too-many-requests`
 */
export async function assertRoomForBranch(tx: HubDatabase, head: ChainHead): Promise<void> {
  if (head.lastKseq > 0 || !isBranch(head.incarnation)) return;
  const highest = await countQuery(tx, { station: head.station });
  const branches = highest.filter(({ incarnation }) => isBranch(incarnation));
  if (branches.length >= maxBranches) {
    throw new HubProblem('too-many-requests', 'branches', { retryAfter });
  }
}
