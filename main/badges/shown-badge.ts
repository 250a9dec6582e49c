import { factsOfBadge } from '../../db/badges/badge-balance.ts';
import { type BadgeRow, findBadge } from '../../db/badges/badges.ts';
import { countsAsIssue, issueOfToken } from '../../domain/badges/badge-token.ts';
import type { ParsedScan } from '../../domain/check-in/scan.ts';
import { compareFacts } from '../../domain/ledger/attendance-fold.ts';
import { formatSerial } from '../../domain/tickets/opaque-code.ts';
import type { Context } from '../base/context.ts';

export type ShownBadge =
  /** No issue of its serial has arrived here: whether it is genuine cannot be known. */
  | { kind: 'unknown'; serial: string }
  /** Its serial was issued with another token. */
  | { kind: 'forged'; serial: string }
  /** `isFirst`: false where a clone of the station had used `row`'s serial before. */
  | { kind: 'genuine'; serial: string; delegateId: string; row: BadgeRow; isFirst: boolean };

/** Compares a badge's code with its serial's issue. Writes nothing; as slow as a token's hash. */
export function lookAtBadge(
  context: Pick<Context, 'db' | 'event' | 'badgeTokens'>,
  scan: Extract<ParsedScan, { kind: 'badge' }>,
): ShownBadge {
  const serial = formatSerial({ station: scan.station, count: scan.serial });
  const row = findBadge(context.db, serial);
  const issues = factsOfBadge(context.db, context.event.file.id, serial)
    .filter(countsAsIssue)
    .sort(compareFacts);
  if (row === null || issues.length === 0) return { kind: 'unknown', serial };
  const issue = issueOfToken(issues, scan.token, context.badgeTokens);
  if (issue === null || issue.delegateId === null) return { kind: 'forged', serial };
  const { id, delegateId } = issue;
  return { kind: 'genuine', serial, delegateId, row, isFirst: id === row.issuedBy };
}
