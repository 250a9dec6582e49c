import { type AccountList, createAccountList } from './account-list.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import { type AuditLog, createAuditLog } from './audit.ts';
import type { AccountsContext } from './context.ts';
import { isKnownBrowser } from './known-browsers.ts';
import { createOwnAccount, type OwnAccount } from './own-account.ts';
import { createPasswords } from './passwords.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createSetUp, type SetUp } from './set-up.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { createThrottle } from './throttle.ts';

/** Everything about who uses the organiser's page. Calls throw HubProblem, `busy` while the store cannot be used. */
export interface Accounts {
  list: AccountList;
  sessions: Sessions;
  audit: AuditLog;
  signIn: SignIn;
  setUp: SetUp;
  own: OwnAccount;
  approvals: Approvals;
  /** Whether anybody with an account signed in from the browser with this token. */
  isKnownBrowser(token: string): Promise<boolean>;
  /** UTC milliseconds, as all times of the organiser's page. */
  now(): number;
}

/** The accounts on this store. @param hubName stands in authenticators */
export function createAccounts(context: AccountsContext, hubName: string): Accounts {
  const tools = {
    passwords: createPasswords(context.passwordCost),
    throttle: createThrottle(context.clock),
  };
  return {
    list: createAccountList(context),
    sessions: createSessions(context),
    audit: createAuditLog(context),
    signIn: createSignIn(context, tools),
    setUp: createSetUp(context, tools, hubName),
    own: createOwnAccount(context, tools),
    approvals: createApprovals(context),
    isKnownBrowser: (token) => isKnownBrowser(context, null, token),
    now: () => context.clock(),
  };
}
