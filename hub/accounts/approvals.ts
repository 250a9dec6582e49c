import { areIndependent } from '../../domain/operators/independent.ts';
import { organiserMay } from '../../domain/organiser/access.ts';
import {
  type Approval,
  type ApprovalKind,
  type ApprovalState,
  approvalKindSchema,
  approvalKinds,
  approvalLifetime,
} from '../../domain/organiser/approvals.ts';
import type { AuditAction } from '../../domain/organiser/audit.ts';
import { maxReasonLength } from '../../domain/organiser/privacy.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { storableText } from '../base/texts.ts';
import type { AccountTable, ApprovalTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { writeAudit } from './audit.ts';
import type { AccountsContext } from './context.ts';

export interface ApprovalPerson {
  accountId: string;
  address: string;
}

type Verdict = 'approved' | 'refused';

interface Person {
  id: string;
  name: string;
}

const maxSubjectLength = 500;

/**
 * Actions that need two people: one requests, another approves, and the approval is single use. The
 * two accounts must be independent (`areIndependent`): otherwise one person could hold both codes.
 * The administrator at the hub's machine makes an account independent by resetting it. Every step
 * is in the audit. HubProblem `not-allowed` (`right`) if the role lacks the right.
 */
export function createApprovals(context: AccountsContext) {
  const { store } = context;
  const { db } = store;
  return {
    /**
     * @param subject the request, in at most 500 characters: ids and figures, never a person's name
     * @param reason as the person who requests it wrote it
     */
    request: (
      kind: ApprovalKind,
      asked: { subject: string; reason: string },
      by: ApprovalPerson,
    ): Promise<string> => requestApproval(context, kind, asked, by),
    /** The approvals of kinds that the account has rights for, newest first. */
    list: (accountId: string): Promise<Approval[]> => listApprovals(context, accountId),
    /**
     * HubProblem `not-found`; `not-allowed`: `same-person`, `same-hand` (one person made or reset
     * both accounts, or one made or reset the other), `state` (decided, withdrawn or expired).
     *
     * @param note the reason, as the deciding person wrote it; may be empty
     */
    decide: (
      id: string,
      { verdict, note }: { verdict: Verdict; note: string },
      by: ApprovalPerson,
    ): Promise<void> =>
      db.transaction().execute((tx) => decide(context, tx, { id, verdict, note, by })),
    /** Only of one's own request. `not-found`, `not-allowed` (`state`, `other person`). */
    withdraw: (id: string, by: ApprovalPerson): Promise<void> =>
      db.transaction().execute((tx) => withdraw(context, tx, id, by)),
    /**
     * Uses up an approval, before the action that it allows. A second call is refused, even a
     * simultaneous one.
     *
     * @returns the people who requested and approved, and the subject
     * @throws HubProblem `not-found`, `not-allowed` (`state`)
     */
    spend: (
      id: string,
      kind: ApprovalKind,
    ): Promise<{ subject: string; requestedBy: Person; approvedBy: Person }> =>
      db.transaction().execute((tx) => spend(context, tx, id, kind)),
  };
}

async function requestApproval(
  context: AccountsContext,
  kind: ApprovalKind,
  { subject, reason }: { subject: string; reason: string },
  by: ApprovalPerson,
): Promise<string> {
  const { store, clock, random } = context;
  const row: ApprovalTable = {
    id: random.uuid(),
    kind,
    subject: storableText(subject).slice(0, maxSubjectLength),
    state: 'open',
    requested_by: by.accountId,
    requested_at: clock(),
    expires: clock() + approvalLifetime,
    decided_by: null,
    decided_at: null,
    reason: storableText(reason).slice(0, maxReasonLength),
    note: '',
  };
  await store.db.transaction().execute(async (tx) => {
    await accountWith(tx, by.accountId, approvalKinds[kind].request);
    await tx.insertInto('approval').values(row).execute();
    await record(context, tx, by, 'approval-requested', row);
  });
  context.lifetimes.begin(lifeOf(row), approvalLifetime);
  return row.id;
}

async function decide(
  context: AccountsContext,
  tx: HubDatabase,
  { id, verdict, note, by }: { id: string; verdict: Verdict; note: string; by: ApprovalPerson },
): Promise<void> {
  const row = await openRow(context, tx, id);
  const decider = await accountWith(tx, by.accountId, approvalKinds[row.kind].approve);
  const refusal = await refusalOf(tx, row, decider);
  if (refusal !== null) throw new HubProblem('not-allowed', refusal);
  const now = context.clock();
  const expires = now + approvalLifetime;
  context.lifetimes.begin(lifeOf({ id, expires }), approvalLifetime);
  await move(tx, id, 'open', {
    state: verdict,
    decided_by: by.accountId,
    decided_at: now,
    expires,
    note: storableText(note).slice(0, maxReasonLength),
  });
  await record(
    context,
    tx,
    by,
    verdict === 'approved' ? 'approval-given' : 'approval-refused',
    row,
  );
}

async function withdraw(
  context: AccountsContext,
  tx: HubDatabase,
  id: string,
  by: ApprovalPerson,
): Promise<void> {
  const row = await openRow(context, tx, id);
  if (row.requested_by !== by.accountId) throw new HubProblem('not-allowed', 'other person');
  await move(tx, id, 'open', { state: 'withdrawn' });
  await record(context, tx, by, 'approval-withdrawn', row);
}

async function spend(
  context: AccountsContext,
  tx: HubDatabase,
  id: string,
  kind: ApprovalKind,
): Promise<{ subject: string; requestedBy: Person; approvedBy: Person }> {
  const row = await rowOf(tx, id);
  if (row.kind !== kind) throw new HubProblem('not-found', 'approval');
  if (row.decided_by === null || isOver(context, row)) {
    throw new HubProblem('not-allowed', 'state');
  }
  await move(tx, id, 'approved', { state: 'spent' });
  const [asker, approver] = [
    await accountOf(tx, row.requested_by),
    await accountOf(tx, row.decided_by),
  ];
  return {
    subject: row.subject,
    requestedBy: { id: asker.id, name: asker.name },
    approvedBy: { id: approver.id, name: approver.name },
  };
}

/**
 * Changes a row in this state; of two simultaneous calls, one finds another state and is refused.
 */
async function move(
  tx: HubDatabase,
  id: string,
  from: ApprovalTable['state'],
  values: Partial<ApprovalTable>,
): Promise<void> {
  const moved = await tx
    .updateTable('approval')
    .set(values)
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .execute();
  if (moved.length !== 1) throw new HubProblem('not-allowed', 'state');
}

async function openRow(
  context: AccountsContext,
  tx: HubDatabase,
  id: string,
): Promise<ApprovalTable> {
  const row = await rowOf(tx, id);
  if (stateOf(context, row) !== 'open') throw new HubProblem('not-allowed', 'state');
  return row;
}

async function rowOf(tx: HubDatabase, id: string): Promise<ApprovalTable> {
  const row = await tx.selectFrom('approval').where('id', '=', id).selectAll().executeTakeFirst();
  if (row === undefined) throw new HubProblem('not-found', 'approval');
  return row;
}

async function accountWith(
  db: HubDatabase,
  id: string,
  right: Parameters<typeof organiserMay>[1],
): Promise<AccountTable> {
  const account = await accountOf(db, id);
  if (account.active !== 1 || !organiserMay(account.role, right)) {
    throw new HubProblem('not-allowed', 'right');
  }
  return account;
}

function record(
  { clock }: AccountsContext,
  tx: HubDatabase,
  { accountId, address }: ApprovalPerson,
  action: AuditAction,
  { id, kind }: ApprovalTable,
): Promise<void> {
  const head = { actor: accountId, action, outcome: 'done', address } as const;
  return writeAudit(tx, clock(), head, { detail: `${kind} ${id}` });
}

const maxRows = 200;

async function listApprovals(context: AccountsContext, accountId: string): Promise<Approval[]> {
  const { db } = context.store;
  const account = await accountOf(db, accountId);
  const rows = await db
    .selectFrom('approval')
    .selectAll()
    .where('kind', 'in', approvalKindSchema.options)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(maxRows)
    .execute();
  const approvals: Approval[] = [];
  for (const row of rows) {
    const rights = approvalKinds[row.kind];
    const mayApprove = organiserMay(account.role, rights.approve);
    if (!mayApprove && !organiserMay(account.role, rights.request)) continue;
    const state = stateOf(context, row);
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

/** The state of a row; open and approved ones expire. */
function stateOf(context: AccountsContext, row: ApprovalTable): ApprovalState {
  const { state } = row;
  return (state === 'open' || state === 'approved') && isOver(context, row) ? 'expired' : state;
}

function isOver({ lifetimes }: AccountsContext, row: Pick<ApprovalTable, 'id' | 'expires'>) {
  return lifetimes.isOver(lifeOf(row), row.expires - approvalLifetime, approvalLifetime);
}

/** Includes the expiry: a decision restarts the lifetime, possibly in another process. */
function lifeOf({ id, expires }: Pick<ApprovalTable, 'id' | 'expires'>): string {
  return `${id} ${expires}`;
}

/** Why this account cannot decide; null if it can. */
async function refusalOf(
  db: HubDatabase,
  { requested_by }: ApprovalTable,
  decider: AccountTable,
): Promise<'same-person' | 'same-hand' | null> {
  if (requested_by === decider.id) return 'same-person';
  const rows = await db.selectFrom('account').select(['id', 'vouched_by']).execute();
  const makers = new Map(rows.map(({ id, vouched_by }) => [id, vouched_by]));
  return areIndependent(requested_by, decider.id, makers) ? null : 'same-hand';
}

/** Throws if the account does not exist: approvals name only real accounts, and none is deleted. */
function accountOf(db: HubDatabase, id: string): Promise<AccountTable> {
  return db.selectFrom('account').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
}
