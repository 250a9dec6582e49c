import { type AccountList, createAccountList } from './account-list.ts';
import { type AuditLog, createAuditLog } from './audit.ts';
import type { AccountsContext } from './context.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Everything about who uses the organiser's page. Calls throw HubProblem, `busy` while the store cannot be used. */
export interface Accounts {
  list: AccountList;
  sessions: Sessions;
  audit: AuditLog;
  /** UTC milliseconds, as all times of the organiser's page. */
  now(): number;
}

/** The accounts on this store. */
export function createAccounts(context: AccountsContext): Accounts {
  return {
    list: createAccountList(context),
    sessions: createSessions(context),
    audit: createAuditLog(context),
    now: () => context.clock(),
  };
}
