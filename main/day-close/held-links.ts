import type { ReadableDatabase } from '../../db/base/types.ts';
import { heldChains } from '../../db/ledger/held-chains.ts';
import { findStation } from '../../db/ledger/station.ts';
import { linksAfter } from '../../db/sync/sync-links.ts';
import { type CopyComparison, compareCopies } from '../../domain/day-close/compare-copies.ts';
import type { HeldLink } from '../../domain/day-close/life-reader.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import { genesisHash, isHubAuthor } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { linkHash, nodeCrypto } from '../../platform/crypto/node-crypto.ts';

/** The heads of all chains that the store holds, the hubs' too; this station's own comes last. */
export function allHeads(db: ReadableDatabase): ChainHead[] {
  const self = findStation(db);
  if (self === null) throw new Error('allHeads: the store has no station');
  const { station, incarnation, lastKseq, chainHead: hash } = self;
  return [...heldChains(db, Number.MAX_SAFE_INTEGER), { station, incarnation, lastKseq, hash }];
}

/** The heads of the stations' chains; this station's own comes last. */
export function chainHeads(db: ReadableDatabase): ChainHead[] {
  return allHeads(db).filter((head) => !isHubAuthor(head.station));
}

export function hubHeads(db: ReadableDatabase): ChainHead[] {
  return allHeads(db).filter((head) => isHubAuthor(head.station));
}

/** Links read at a time. */
const portion = 2_000;

/**
 * The links of a chain from its first to a head. Stops at a link that does not follow its
 * predecessor: the chain then ends before its head.
 */
export function* linksOf(db: ReadableDatabase, head: ChainHead): Generator<HeldLink, void> {
  let at = { kseq: 0, hash: genesisHash };
  while (at.kseq < head.lastKseq) {
    const count = Math.min(portion, head.lastKseq - at.kseq);
    const links = linksAfter(db, head, at, count, nodeCrypto);
    for (const { kseq, hash, body } of links) yield { kseq, hash, body };
    const last = links.at(-1);
    if (last === undefined) return;
    at = { kseq: last.kseq, hash: last.hash };
  }
}

/**
 * Computes a store's chains again and compares them with a report.
 *
 * @param sent heads that the report must have reached
 */
export function compareStore(
  db: ReadableDatabase,
  report: Pick<DayReport, 'stations'>,
  sent: readonly ChainHead[],
): CopyComparison {
  const nameOf = ({ station, incarnation }: ChainHead): string => `${station} ${incarnation}`;
  const before = new Map(sent.map((head) => [nameOf(head), head.lastKseq]));
  return db
    .transaction(() => {
      const copies = chainHeads(db).map((head) => ({
        station: head.station,
        incarnation: head.incarnation,
        links: linksOf(db, head),
        head: { lastKseq: head.lastKseq, hash: head.hash },
        before: before.get(nameOf(head)) ?? 0,
      }));
      return compareCopies(report, copies, linkHash);
    })
    .deferred();
}
