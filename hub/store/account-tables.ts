import type { Generated } from 'kysely';
import type { OrganiserRole } from '../../domain/organiser/access.ts';
import type { ApprovalKind, ApprovalState } from '../../domain/organiser/approvals.ts';
import type { AuditAction, AuditEntry, AuditOutcome } from '../../domain/organiser/audit.ts';

// The tables of the organiser's page (form: `schema/accounts.ts`). Times are UTC milliseconds.

export interface AccountTable {
  id: string;
  name: string;
  /** The form in which names are compared: NFKC, lower case. */
  name_key: string;
  role: OrganiserRole;
  active: number;
  /** Null until the account is set up. */
  password_hash: string | null;
  /** Sealed (`hub/accounts/seal.ts`). */
  totp_secret: string | null;
  /** The last step whose code was used; it and earlier steps are refused. */
  totp_step: number | null;
  /** Hex SHA-256 of the one-time code; null once used. */
  set_up_hash: string | null;
  set_up_expires: number | null;
  /** The account that created or last reset it; null: the administrator at the hub's machine. */
  vouched_by: string | null;
  created_at: number;
  last_sign_in: number | null;
}

export interface AccountSessionTable {
  id: string;
  account_id: string;
  /** Hex SHA-256 of the cookie's token. */
  token_hash: string;
  opened: number;
  last_seen: number;
  /** When the password was last entered in this session (UTC milliseconds). */
  proved: number;
  address: string;
  agent: string;
}

/** The unused recovery codes. */
export interface RecoveryCodeTable {
  account_id: string;
  code_hash: string;
}

export interface KnownBrowserTable {
  token_hash: string;
  account_id: string;
  last_seen: number;
}

/** A purge clears `query` and `delegate_id`; account, action and time stay. */
export interface AuditTable {
  seq: Generated<number>;
  at: number;
  actor: AuditEntry['actor'];
  account_id: string | null;
  action: AuditAction;
  outcome: AuditOutcome;
  delegate_id: string | null;
  query: string | null;
  detail: string;
  count: number | null;
  address: string;
}

export interface ApprovalTable {
  id: string;
  kind: ApprovalKind;
  subject: string;
  /** `expired` is not stored: it follows from the time. */
  state: Exclude<ApprovalState, 'expired'>;
  requested_by: string;
  requested_at: number;
  expires: number;
  decided_by: string | null;
  decided_at: number | null;
  /** Why it was requested, and the note of the person who decided. */
  reason: string;
  note: string;
}
