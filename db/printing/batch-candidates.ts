import type { Delegate } from '../../domain/roster/delegate.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** What decides whether a delegate's badge is printed ahead, and when. */
export interface BatchCandidate {
  id: string;
  delegation: string;
  role: Delegate['role'];
  letterOrder: number;
  printedName: string;
  category: string;
  status: Delegate['status'];
  /** A badge that still counts exists, at whichever desk. */
  hasBadge: boolean;
  stopped: boolean;
}

type CandidateRecord = Omit<BatchCandidate, 'hasBadge' | 'stopped'> & {
  hasBadge: number;
  stopped: number;
};

const columns = `delegate.id, delegation, role, letter_order AS letterOrder, printed_name AS printedName,
  category, status,
  EXISTS (SELECT 1 FROM badge WHERE badge.event_id = delegate.event_id AND badge.delegate_id = delegate.id
    AND badge.state IN ('issued', 'printed', 'handed-over')) AS hasBadge,
  EXISTS (SELECT 1 FROM stop_entry WHERE kind = 'delegate' AND value = delegate.id) AS stopped`;

/**
 * A section of the roster, so that a large one can be processed in steps. Begins after row `after`
 * (0 at first); returns the row that the next section begins after, null at the end.
 */
export function candidateStretch(
  db: ReadableDatabase,
  eventId: string,
  after: number,
  rows: number,
): { candidates: BatchCandidate[]; last: number | null } {
  const found = statement<[string, number, number], CandidateRecord & { rid: number }>(
    db,
    `SELECT delegate.rid, ${columns} FROM delegate
     WHERE event_id = ? AND deleted = 0 AND rid > ? ORDER BY rid LIMIT ?`,
  ).all(eventId, after, rows);
  const last = found.length < rows ? null : (found.at(-1)?.rid ?? null);
  return { candidates: found.map(candidateOf), last };
}

/** One delegate as a candidate, or null if the roster does not know the id. */
export function findCandidate(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): BatchCandidate | null {
  const found = statement<[string, string], CandidateRecord>(
    db,
    `SELECT ${columns} FROM delegate WHERE id = ? AND event_id = ? AND deleted = 0`,
  ).get(delegateId, eventId);
  return found === undefined ? null : candidateOf(found);
}

function candidateOf(record: CandidateRecord): BatchCandidate {
  return {
    id: record.id,
    delegation: record.delegation,
    role: record.role,
    letterOrder: record.letterOrder,
    printedName: record.printedName,
    category: record.category,
    status: record.status,
    hasBadge: record.hasBadge === 1,
    stopped: record.stopped === 1,
  };
}
