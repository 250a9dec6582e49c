import { z } from 'zod';
import {
  type Account,
  accountsAnswerSchema,
  issuedSetUpSchema,
  type NewAccount,
  type OrganiserRole,
  openSessionsSchema,
  recoveryCodesAnswerSchema,
  sessionAnswerSchema,
  setUpAnswerSchema,
  setUpDoneSchema,
  signInAnswerSchema,
} from '../../../domain/hub-hosting/organiser-access.ts';
import { type AuditPage, auditPageSchema } from '../../../domain/hub-hosting/organiser-audit.ts';
import { request } from './request.ts';

/** Calls for signing in and for one's own and other accounts. Each throws only `RequestFailure`. */

const nothing = z.object({});
const base = '/v1/organiser';

/** Proof of identity, before users change how they sign in. */
export interface Proof {
  password: string;
  code: string;
}

export const access = {
  /** The signed-in user; fails with `session-over` if there is none. */
  session: () => request({ method: 'GET', url: `${base}/session`, answer: sessionAnswerSchema }),
  signIn: (name: string, password: string) =>
    request({
      method: 'POST',
      url: `${base}/sign-in`,
      body: { name, password },
      answer: signInAnswerSchema,
    }),
  signInCode: (ticket: string, code: string) =>
    request({
      method: 'POST',
      url: `${base}/sign-in/code`,
      body: { ticket, code },
      answer: sessionAnswerSchema,
    }),
  setUp: (code: string) =>
    request({ method: 'POST', url: `${base}/set-up`, body: { code }, answer: setUpAnswerSchema }),
  finishSetUp: (ticket: string, password: string, code: string) =>
    request({
      method: 'POST',
      url: `${base}/set-up/finish`,
      body: { ticket, password, code },
      answer: setUpDoneSchema,
    }),
  /** Checks the password: then, for some minutes, accounts can be reset and people exported. */
  prove: (password: string) =>
    request({ method: 'POST', url: `${base}/prove`, body: { password }, answer: nothing }),
  signOut: () => request({ method: 'POST', url: `${base}/sign-out`, answer: nothing }),
  signOutEverywhere: () =>
    request({ method: 'POST', url: `${base}/sign-out-everywhere`, answer: nothing }),
  sessions: () => request({ method: 'GET', url: `${base}/sessions`, answer: openSessionsSchema }),
  endSession: (id: string) =>
    request({ method: 'DELETE', url: `${base}/sessions/${id}`, answer: nothing }),
  /** Ends all other sessions; the answer is the session that continues. */
  changePassword: (proof: Proof, newPassword: string) =>
    request({
      method: 'POST',
      url: `${base}/password`,
      body: { proof, newPassword },
      answer: sessionAnswerSchema,
    }),
  recoveryCodes: (proof: Proof) =>
    request({
      method: 'POST',
      url: `${base}/recovery-codes`,
      body: { proof },
      answer: recoveryCodesAnswerSchema,
    }),
  accounts: () => request({ method: 'GET', url: `${base}/accounts`, answer: accountsAnswerSchema }),
  addAccount: ({ name, role }: NewAccount) =>
    request({
      method: 'POST',
      url: `${base}/accounts`,
      body: { name, role },
      answer: issuedSetUpSchema,
    }),
  changeRole: (id: Account['id'], role: OrganiserRole) =>
    request({ method: 'PATCH', url: `${base}/accounts/${id}`, body: { role }, answer: nothing }),
  resetAccount: (id: Account['id']) =>
    request({ method: 'POST', url: `${base}/accounts/${id}/reset`, answer: issuedSetUpSchema }),
  setActive: (id: Account['id'], active: boolean) =>
    request({
      method: 'POST',
      url: `${base}/accounts/${id}/${active ? 'activate' : 'deactivate'}`,
      answer: nothing,
    }),
  audit: (query: URLSearchParams): Promise<AuditPage> =>
    request({ method: 'GET', url: `${base}/audit?${query}`, answer: auditPageSchema }),
};
