import { organiserMay } from '../../domain/wire/organiser-access.ts';
import {
  type Approval,
  type ApprovalState,
  approvalKindSchema,
  approvalKinds,
} from '../../domain/wire/organiser-approvals.ts';
import type { AccountTable, ApprovalTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Rows of a list. */
const mostRows = 200;

/** See `Approvals.list`. @param now UTC milliseconds */
export async function listApprovals(
  db: HubDatabase,
  accountId: string,
  now: number,
): Promise<Approval[]> {
  const account = await accountOf(db, accountId);
  const rows = await db
    .selectFrom('approval')
    .selectAll()
    .where('kind', 'in', approvalKindSchema.options)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(mostRows)
    .execute();
  const approvals: Approval[] = [];
  for (const row of rows) {
    const rights = approvalKinds[row.kind];
    const mayApprove = organiserMay(account.role, rights.approve);
    if (!mayApprove && !organiserMay(account.role, rights.request)) continue;
    const state = stateOf(row, now);
    const isOpen = state === 'open' && mayApprove;
    approvals.push({
      id: row.id,
      kind: row.kind,
      subject: row.subject,
      reason: row.reason,
      state,
      requestedBy: await personOf(db, row.requested_by),
      requestedAt: row.requested_at,
      expires: row.expires,
      decidedBy: row.decided_by === null ? null : await personOf(db, row.decided_by),
      decidedAt: row.decided_at,
      note: row.note,
      mayDecide: isOpen && (await refusalOf(db, row, account)) === null,
    });
  }
  return approvals;
}

async function personOf(db: HubDatabase, id: string): Promise<Approval['requestedBy']> {
  const account = await accountOf(db, id);
  return { id: account.id, name: account.name };
}

/** The state of a row: one that was open or approved for too long is over. @param now UTC milliseconds */
export function stateOf({ state, expires }: ApprovalTable, now: number): ApprovalState {
  return (state === 'open' || state === 'approved') && expires <= now ? 'expired' : state;
}

/** Why this account cannot decide; null where it can. */
export async function refusalOf(
  db: HubDatabase,
  { requested_by }: ApprovalTable,
  decider: AccountTable,
): Promise<'same-person' | 'same-hand' | null> {
  if (requested_by === decider.id) return 'same-person';
  const asker = await accountOf(db, requested_by);
  const isOneHand =
    (await vouchers(db, decider)).has(asker.id) || (await vouchers(db, asker)).has(decider.id);
  return isOneHand ? 'same-hand' : null;
}

/** Who made or last reset an account, who did so with that one's, and so on. */
async function vouchers(db: HubDatabase, account: AccountTable): Promise<Set<string>> {
  const found = new Set<string>();
  let next = account.vouched_by;
  while (next !== null && !found.has(next)) {
    found.add(next);
    next = (await accountOf(db, next)).vouched_by;
  }
  return found;
}

/** An account that is known to be there: approvals name none that was never made, and none is ever deleted. */
export function accountOf(db: HubDatabase, id: string): Promise<AccountTable> {
  return db.selectFrom('account').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
}
