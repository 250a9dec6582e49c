import type { ReadableDatabase } from '../../db/base/types.ts';
import { type CopyComparison, compareCopies } from '../../domain/day-close/compare-copies.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { chainHeads, linkHash, linksOf } from './held-links.ts';

/** Computes a store's chains again and compares them with a report. `sent`: its minimum. */
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
