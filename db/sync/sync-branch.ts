import { authoredIncarnation, branchOf, isBranch } from '../../domain/ledger/chain.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import { findHeldChain, saveHeldChain } from '../ledger/held-chains.ts';
import { type ChainId, linkHashes } from './sync-links.ts';
import { withoutGuard } from './sync-rechain.ts';

/**
 * Turns this store's links after `common` into a branch, because the hub has another history of the
 * chain from there on. The branch begins with the shared links. Its links stay as their author
 * signed them; only their place changes (`domain/ledger/chain.ts`). Inside an immediate
 * transaction, whose time grows with the chain.
 *
 * @param wall UTC milliseconds
 */
export function branchOff(
  db: WritableDatabase,
  chain: ChainId,
  common: number,
  wall: number,
): void {
  const { station, incarnation } = chain;
  const tail = { station, incarnation, common };
  const first = statement<unknown[], { hash: string }>(
    db,
    `SELECT kseq, hash FROM attendance_event
       WHERE station = @station AND incarnation = @incarnation AND kseq > @common
     UNION ALL SELECT kseq, hash FROM unknown_event
       WHERE station = @station AND incarnation = @incarnation AND kseq > @common
     ORDER BY kseq LIMIT 1`,
  ).get(tail);
  if (first === undefined) return;
  const branch = branchOf(incarnation, first.hash);
  const to = { ...tail, branch, wall };
  for (const sql of [copyFacts, copyPlaces, copyUnknown, copySignatures, noteFacts]) {
    statement(db, sql).run(to);
  }
  withoutGuard(db, () => statement(db, moveFacts).run(to));
  statement(db, moveUnknown).run(to);
  const held = findHeldChain(db, station, incarnation);
  if (held === null || held.lastKseq <= common) return;
  const { lastKseq, hash } = held;
  saveHeldChain(db, { station, incarnation: branch, lastKseq, hash });
  const [commonHash = hash] = linkHashes(db, chain, common);
  saveHeldChain(db, { station, incarnation, lastKseq: common, hash: commonHash });
}

const ofChain = 'station = @station AND incarnation = @incarnation';
const intoPlaces =
  'INSERT OR IGNORE INTO superseded_event (station, incarnation, kseq, attendance_id, hash, wall)';

/** Links with which both histories begin are in both. */
const copyFacts = `${intoPlaces} SELECT station, @branch, kseq, id, hash, @wall FROM attendance_event
  WHERE ${ofChain} AND kseq <= @common`;
const copyPlaces = `${intoPlaces} SELECT station, @branch, kseq, attendance_id, hash, wall
  FROM superseded_event WHERE ${ofChain} AND kseq <= @common`;
const copyUnknown = `INSERT OR IGNORE INTO unknown_event
  (station, incarnation, kseq, hash, id, body, salt, personal, hub_seq, effective, aside, wall)
  SELECT station, @branch, kseq, hash, id, body, salt, personal, NULL, effective, aside, wall
  FROM unknown_event WHERE ${ofChain} AND kseq <= @common`;
const copySignatures = `INSERT OR IGNORE INTO signed_head 
    (station, incarnation, kseq, hash, signature, received, receipt)
  SELECT station, @branch, kseq, hash, signature, received, receipt FROM signed_head WHERE ${ofChain}`;
/** Keeps the hashes known at their former place. */
const noteFacts = `${intoPlaces} SELECT station, incarnation, kseq, id, hash, @wall
  FROM attendance_event WHERE ${ofChain} AND kseq > @common`;
const moveFacts = `UPDATE attendance_event SET incarnation = @branch
  WHERE ${ofChain} AND kseq > @common`;
const moveUnknown = `UPDATE OR REPLACE unknown_event SET incarnation = @branch
  WHERE ${ofChain} AND kseq > @common`;

/**
 * Whether a link is the first of a branch that differs from the other histories held here, and its
 * branch number does not follow from its hash. Such a number is forged, and the branch counts
 * nowhere.
 */
export function isMadeUpBranch(db: ReadableDatabase, link: Link): boolean {
  const { incarnation: place, kseq, hash } = link;
  if (!isBranch(place) || branchOf(place, hash) === place) return false;
  const others = otherHashes(db, link, kseq);
  if (others.length === 0 || others.includes(hash)) return false;
  const before = otherHashes(db, link, kseq - 1);
  return kseq === 1 || linkHashes(db, link, kseq - 1).some((own) => before.includes(own));
}

interface Link extends ChainId {
  kseq: number;
  hash: string;
}

/** The hashes that the other histories of the same incarnation have at a number. */
function otherHashes(
  db: ReadableDatabase,
  { station, incarnation }: ChainId,
  kseq: number,
): string[] {
  const at = { station, kseq, place: incarnation, authored: authoredIncarnation(incarnation) };
  return ['attendance_event', 'unknown_event', 'superseded_event'].flatMap((table) =>
    statement<unknown[], { hash: string }>(
      db,
      `SELECT hash FROM ${table} WHERE station = @station AND kseq = @kseq
         AND incarnation <> @place AND incarnation % 4096 = @authored`,
    )
      .all(at)
      .map(({ hash }) => hash),
  );
}
