import { maxLives } from '../../domain/base/bounds.ts';
import { authoredIncarnation, branchOf, isBranch, isHubAuthor } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PushRequest } from '../../domain/sync/sync.ts';
import type { HubContext } from '../base/context.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type HeldHead, moveHead } from './chains.ts';
import { insertPlaces, insertRows, linkColumns } from './push-rows.ts';
import { copyQuarantine } from './quarantine.ts';

/** Milliseconds: enough time for a person to check the station. */
const retryAfter = 3_600_000;

const chainsQuery = query<{ station: string }, { incarnation: number }>(({ db, at }) =>
  db
    .selectFrom('chain')
    .where('station', '=', at('station'))
    .limit(2 * maxLives)
    .select('incarnation'),
);

/**
 * Checks that a new chain does not exceed the limits of its station on lives and branches. A
 * station that invented chains would make the hub check thousands of heads at each of its pushes,
 * and at the handshakes of every station that holds its chains. Each chain is also a row of every
 * day's report.
 *
 * @param head as far as the hub holds the chain
 * @throws HubProblem `too-many-requests`
 */
export async function assertRoomForChain(tx: HubDatabase, head: ChainHead): Promise<void> {
  if (head.lastKseq > 0) return;
  const isKind = isBranch(head.incarnation);
  const known = await chainsQuery(tx, { station: head.station });
  const alike = known.filter(({ incarnation }) => isBranch(incarnation) === isKind);
  if (alike.length >= maxLives && !isHubAuthor(head.station)) {
    const detail = isKind ? 'branches' : 'lives';
    throw new HubProblem('too-many-requests', detail, { retryAfter });
  }
}

const setAsideQuery = query<{ station: string }, { incarnation: number }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('station', '=', at('station'))
    .distinct()
    .limit(2 * maxLives)
    .select('incarnation'),
);

/**
 * The same check for events that go into quarantine without a chain: those of a revoked station.
 *
 * @throws HubProblem `too-many-requests`
 */
export async function assertRoomAside(
  tx: HubDatabase,
  { station, incarnation }: Pick<ChainHead, 'station' | 'incarnation'>,
): Promise<void> {
  const known = await setAsideQuery(tx, { station });
  if (known.some((one) => one.incarnation === incarnation)) return;
  if (known.length >= maxLives) {
    throw new HubProblem('too-many-requests', 'lives', { retryAfter });
  }
}

/** A chain at the point where it differs from another history of its incarnation. */
type Parting = Pick<PushRequest, 'station' | 'incarnation' | 'previous' | 'events'>;

const heldQuery = query<
  { station: string; kseq: number; hash: string },
  Pick<HeldHead, 'incarnation' | 'effective'>
>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('station', '=', at('station'))
    .where('kseq', '=', at('kseq'))
    .where('hash', '=', at('hash'))
    .orderBy('incarnation')
    .select(['incarnation', 'effective']),
);

/**
 * Begins a branch. The first link of the push is the first that differs from every other history of
 * its incarnation, and gives the branch its number (`domain/ledger/chain.ts`). The hub copies the
 * links before it from its own store, so a station cannot store copies of another's chain under
 * invented numbers. Runs in the push's transaction.
 *
 * @returns the head of the branch and the last number of the stream; null if no branch begins here
 */
export async function beginBranch(
  context: HubContext,
  tx: HubDatabase,
  { station, incarnation: place, previous, events: [first] }: Parting,
  lastSeq: number,
): Promise<{ head: HeldHead; lastSeq: number } | null> {
  if (first === undefined || branchOf(place, first.hash) !== place) return null;
  const inSameLife = ({ incarnation }: { incarnation: number }): boolean =>
    authoredIncarnation(incarnation) === authoredIncarnation(place);
  const { kseq, hash } = first;
  if ((await heldQuery(tx, { station, kseq, hash })).some(inSameLife)) return null;
  const begun = { station, incarnation: place, lastKseq: kseq - 1, hash: previous };
  if (kseq === 1) return { head: { ...begun, effective: null }, lastSeq };
  const before = await heldQuery(tx, { station, kseq: kseq - 1, hash: previous });
  const from = before.find(inSameLife);
  if (from === undefined) return null;
  const head = { ...begun, effective: from.effective };
  await copyLinks(context, tx, { ...from, station, upTo: kseq - 1, place }, lastSeq);
  await moveHead(tx, head);
  return { head, lastSeq: lastSeq + kseq - 1 };
}

export function isNewBranch({ incarnation, lastKseq }: ChainHead): boolean {
  return isBranch(incarnation) && lastKseq === 0;
}

/**
 * Copies the links that both histories share, so that each chain is complete here and at stations.
 */
async function copyLinks(
  context: HubContext,
  tx: HubDatabase,
  chain: { station: string; incarnation: number; upTo: number; place: number },
  lastSeq: number,
): Promise<void> {
  const { station, incarnation, upTo, place } = chain;
  const links = await tx
    .selectFrom('attendance_event')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '<=', upTo)
    .orderBy('kseq')
    .select(linkColumns)
    .execute();
  await insertRows(
    tx,
    links.map((link) => ({ ...link, incarnation: place, seq: null })),
  );
  await insertPlaces(
    tx,
    links.map(({ kseq }) => ({ seq: lastSeq + kseq, station, incarnation: place, kseq })),
  );
  await copyQuarantine(context, tx, chain);
}
