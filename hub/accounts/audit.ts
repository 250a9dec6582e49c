import { isStorable } from '../../domain/base/protocol.ts';
import type {
  AuditAction,
  AuditEntry,
  AuditOutcome,
  AuditPage,
  AuditQuery,
} from '../../domain/organiser/audit.ts';
import type { AuditTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { AccountsContext } from './context.ts';

/** An account's id, the administrator at the hub's machine, or an unknown person. */
export type AuditActor = string | { kind: 'administrator' | 'nobody' };

export interface AuditHead {
  actor: AuditActor;
  action: AuditAction;
  outcome: AuditOutcome;
  address: string;
}

export interface AuditNote {
  delegateId?: string;
  /** The text typed into a search. */
  query?: string;
  /** A text of the hub: a report's id and format, a station's id. Never a name. */
  detail?: string;
  /** People found, or rows exported. */
  count?: number;
}

/** The log of who searched, saw or exported what. Entries are only ever added. */
export type AuditLog = ReturnType<typeof createAuditLog>;

/** Max lengths of an entry's texts. */
const maxLengths = { query: 300, detail: 300, address: 60 };

export function createAuditLog(context: AccountsContext) {
  const { db } = context.store;
  return {
    /** The entry is stored when it resolves. If the store throws, nothing may be shown. */
    write: (head: AuditHead, note: AuditNote = {}): Promise<void> =>
      writeAudit(db, context.clock(), head, note),
    /** Newest first. */
    read: (query: AuditQuery): Promise<AuditPage> => readAudit(db, query),
  };
}

/** Writes an entry, also inside a transaction. @param at UTC milliseconds */
export async function writeAudit(
  db: HubDatabase,
  at: number,
  head: AuditHead,
  note: AuditNote = {},
): Promise<void> {
  const { actor } = head;
  const entry: Omit<AuditTable, 'seq'> = {
    at,
    actor: typeof actor === 'string' ? 'account' : actor.kind,
    account_id: typeof actor === 'string' ? actor : null,
    action: head.action,
    outcome: head.outcome,
    delegate_id: note.delegateId ?? null,
    query: note.query === undefined ? null : storable(note.query, maxLengths.query),
    detail: storable(note.detail ?? '', maxLengths.detail),
    count: note.count ?? null,
    address: storable(head.address, maxLengths.address),
  };
  await db.insertInto('audit').values(entry).execute();
}

/**
 * Clears the texts of searches, as part of a purge: they may contain a name. Account, action, time
 * and ids stay, as facts do.
 *
 * @returns number of entries that had such a text
 */
export async function forgetSearches(tx: HubDatabase): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('audit')
    .set({ query: null })
    .where('query', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Clears the reasons and notes of approvals, as a purge requires. The approvals stay. */
export async function forgetReasons(tx: HubDatabase): Promise<void> {
  await tx.updateTable('approval').set({ reason: '', note: '' }).execute();
}

/** Keeps typed text as far as a store can: cuts it, and replaces characters that no store takes. */
function storable(text: string, most: number): string {
  const short = text.slice(0, most);
  return isStorable(short) ? short : short.replace(/\0|\p{Surrogate}/gu, '\u{FFFD}');
}

async function readAudit(db: HubDatabase, query: AuditQuery): Promise<AuditPage> {
  let rows = db
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account_id')
    .selectAll('audit')
    .select('account.name as account_name')
    .orderBy('seq', 'desc')
    .limit(query.limit + 1);
  if (query.before !== undefined) rows = rows.where('seq', '<', query.before);
  if (query.account !== undefined) rows = rows.where('account_id', '=', query.account);
  if (query.delegate !== undefined) rows = rows.where('delegate_id', '=', query.delegate);
  if (query.action !== undefined) rows = rows.where('action', '=', query.action);
  const found = await rows.execute();
  const entries = found.slice(0, query.limit).map(
    (row): AuditEntry => ({
      seq: row.seq,
      at: row.at,
      actor: row.actor,
      account:
        row.account_id === null ? null : { id: row.account_id, name: row.account_name ?? '' },
      action: row.action,
      outcome: row.outcome,
      delegateId: row.delegate_id,
      query: row.query,
      detail: row.detail,
      count: row.count,
      address: row.address,
    }),
  );
  const isMore = found.length > query.limit;
  return { entries, before: isMore ? (entries.at(-1)?.seq ?? null) : null };
}
