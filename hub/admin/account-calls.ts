import {
  type AccountEntry,
  accountEntrySchema,
  accountsAnswerSchema,
  type IssuedSetUp,
  issuedSetUpSchema,
  type NewAccount,
  type OrganiserRole,
} from '../../domain/wire/organiser-access.ts';
import type { Ask } from './ask.ts';

/** The accounts of the organiser's page, from the hub's machine. */
export interface AccountCalls {
  listAccounts(): Promise<AccountEntry[]>;
  /** `not-allowed` (`name`): somebody has that name. */
  addAccount(account: NewAccount): Promise<IssuedSetUp>;
  /** `not-found`. */
  resetAccount(id: string): Promise<IssuedSetUp>;
  setAccountActive(id: string, active: boolean): Promise<AccountEntry>;
  setAccountRole(id: string, role: OrganiserRole): Promise<AccountEntry>;
}

/** These calls by way of the administrator's routes. */
export function accountCalls(ask: Ask): AccountCalls {
  const one = (id: string): string => `accounts/${encodeURIComponent(id)}`;
  return {
    listAccounts: async () => (await ask('GET', 'accounts', accountsAnswerSchema)).accounts,
    addAccount: ({ name, role }) => ask('POST', 'accounts', issuedSetUpSchema, { name, role }),
    resetAccount: (id) => ask('POST', `${one(id)}/reset`, issuedSetUpSchema),
    setAccountActive: (id, active) =>
      ask('POST', `${one(id)}/${active ? 'activate' : 'deactivate'}`, accountEntrySchema),
    setAccountRole: (id, role) => ask('PATCH', one(id), accountEntrySchema, { role }),
  };
}
