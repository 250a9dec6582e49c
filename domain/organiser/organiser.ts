import { z } from 'zod';
import { signedCertificateSchema } from '../privacy/certificate.ts';
import { lostReportSchema } from '../privacy/lost-report.ts';
import { signedPurgeOrderSchema } from '../privacy/order.ts';
import { personAnswerSchema } from '../privacy/person-report.ts';
import {
  accountChangeSchema,
  accountEntrySchema,
  accountsAnswerSchema,
  issuedSetUpSchema,
  newAccountSchema,
  openSessionsSchema,
  passwordChangeSchema,
  proveAgainSchema,
  recoveryCodesAnswerSchema,
  recoveryCodesRequestSchema,
  sessionAnswerSchema,
  setUpAnswerSchema,
  setUpDoneSchema,
  setUpFinishSchema,
  setUpRequestSchema,
  signInAnswerSchema,
  signInCodeRequestSchema,
  signInRequestSchema,
} from './access.ts';
import { approvalNoteSchema, approvalRefusalSchema, approvalsAnswerSchema } from './approvals.ts';
import { auditPageSchema, auditQuerySchema } from './audit.ts';
import { beginRoutes } from './begin.ts';
import {
  closeDayRequestSchema,
  dayCalledSchema,
  dayClosedSchema,
  dayInQuestionSchema,
  organiserDayStatusSchema,
} from './days.ts';
import { eventRoutes } from './event.ts';
import { exportsSchema, organiserDaysSchema } from './exports.ts';
import { dayQuerySchema, figureRoutes, headsSchema, presenceQuerySchema } from './figures.ts';
import { importRoutes } from './imports.ts';
import { orderRoutes } from './orders.ts';
import { peopleRoutes } from './people.ts';
import {
  lostRequestSchema,
  orderPurgeRequestSchema,
  organiserPrivacySchema,
  purgeProgressSchema,
  purgeRequestedSchema,
  purgeRequestSchema,
} from './privacy.ts';
import { delegateViewSchema, rosterSearchRequestSchema, rosterSearchSchema } from './roster.ts';
import { again, get, nothing, post } from './route.ts';
import {
  duplicatesSchema,
  helpCallsSchema,
  inviteCodeSchema,
  invitedStationSchema,
  inviteStationRequestSchema,
  inviteUseSchema,
  revokeRequestSchema,
  stationsSchema,
} from './stations.ts';
import { ticketRoutes } from './tickets.ts';

/**
 * The routes of the organiser's page that answer with JSON. Files and live updates are served
 * besides. Hub and page share this table.
 */
export const organiserRoutes = {
  signIn: post('sign-in', 'anyone', null, signInRequestSchema, signInAnswerSchema),
  signInCode: post('sign-in/code', 'anyone', null, signInCodeRequestSchema, sessionAnswerSchema),
  setUp: post('set-up', 'anyone', null, setUpRequestSchema, setUpAnswerSchema),
  ...beginRoutes,
  finishSetUp: post('set-up/finish', 'anyone', null, setUpFinishSchema, setUpDoneSchema),
  /** Answers `unauthorised` if no one is signed in. */
  session: get('session', 'signed-in', null, nothing, sessionAnswerSchema),
  signOut: post('sign-out', 'signed-in', 'signed-out', nothing, nothing),
  signOutEverywhere: post(
    'sign-out-everywhere',
    'signed-in',
    'signed-out-everywhere',
    nothing,
    nothing,
  ),
  sessions: get('sessions', 'signed-in', null, nothing, openSessionsSchema),
  endSession: post('sessions/:id/end', 'signed-in', 'session-ended', nothing, nothing),
  /** Ends all other sessions, and answers with the one that continues. */
  changePassword: post('password', 'signed-in', null, passwordChangeSchema, sessionAnswerSchema),
  /** Checks the password. For some minutes, accounts can then be reset and people exported. */
  prove: post('prove', 'signed-in', null, proveAgainSchema, nothing),
  recoveryCodes: post(
    'recovery-codes',
    'signed-in',
    null,
    recoveryCodesRequestSchema,
    recoveryCodesAnswerSchema,
  ),
  accounts: get('accounts', 'manage-accounts', null, nothing, accountsAnswerSchema),
  addAccount: post('accounts', 'manage-accounts', null, newAccountSchema, issuedSetUpSchema),
  resetAccount: again(
    post('accounts/:id/reset', 'manage-accounts', null, nothing, issuedSetUpSchema),
  ),
  changeAccount: post(
    'accounts/:id',
    'manage-accounts',
    null,
    accountChangeSchema,
    accountEntrySchema,
  ),
  ...figureRoutes,
  heads: get('heads', 'see-heads', 'list-seen', presenceQuerySchema, headsSchema),
  stations: get('stations', 'see-stations', null, nothing, stationsSchema),
  /** Answers `bad-request` with detail `confirm` if the typed name is not the station's. */
  revokeStation: post(
    'stations/:id/revoke',
    'revoke-station',
    'station-revoked',
    revokeRequestSchema,
    nothing,
  ),
  /** `not-found`: no operator with that id is waiting. */
  vouchForOperator: post(
    'operators/:id/vouch',
    'vouch-operators',
    'operator-vouched',
    nothing,
    nothing,
  ),
  inviteStation: post(
    'invites',
    'invite-station',
    'station-invited',
    inviteStationRequestSchema,
    invitedStationSchema,
  ),
  inviteUse: post('invites/use', 'invite-station', null, inviteCodeSchema, inviteUseSchema),
  /** `not-found`: the code was used or does not exist. */
  cancelInvite: post(
    'invites/cancel',
    'invite-station',
    'station-invited',
    inviteCodeSchema,
    nothing,
  ),
  duplicates: get('duplicates', 'see-duplicates', 'list-seen', nothing, duplicatesSchema),
  helpCalls: get('help', 'see-help-calls', null, dayQuerySchema, helpCallsSchema),
  /** Records that a member of staff goes to the caller. `not-found`: no such call. */
  answerHelp: post('help/:id/answer', 'answer-help-calls', 'help-answered', nothing, nothing),
  searchRoster: post(
    'roster/search',
    'search-roster',
    'searched',
    rosterSearchRequestSchema,
    rosterSearchSchema,
  ),
  delegate: get('delegates/:id', 'search-roster', 'delegate-seen', nothing, delegateViewSchema),
  ...peopleRoutes,
  ...importRoutes,
  ...ticketRoutes,
  ...eventRoutes,
  exports: get('exports', 'export-figures', null, nothing, exportsSchema),
  days: get('days', 'see-figures', null, nothing, organiserDaysSchema),
  dayStatus: get('day', 'see-figures', null, dayInQuestionSchema, organiserDayStatusSchema),
  /** `bad-request` with detail `future-day`, also for the next route. */
  callDay: post('day/call', 'close-day', 'day-called', dayInQuestionSchema, dayCalledSchema),
  closeDay: post('day/close', 'close-day', 'day-closed', closeDayRequestSchema, dayClosedSchema),
  approvals: get('approvals', 'signed-in', null, nothing, approvalsAnswerSchema),
  /** `not-allowed`: `same-person`, `same-hand`, `state`, also for the two routes that follow. */
  approve: post('approvals/:id/approve', 'signed-in', null, approvalNoteSchema, nothing),
  refuse: post('approvals/:id/refuse', 'signed-in', null, approvalRefusalSchema, nothing),
  withdraw: post('approvals/:id/withdraw', 'signed-in', null, nothing, nothing),
  privacy: get('privacy', 'see-purges', null, nothing, organiserPrivacySchema),
  /** `not-allowed`: `event-days`. */
  requestPurge: post(
    'purges/request',
    'request-purge',
    null,
    purgeRequestSchema,
    purgeRequestedSchema,
  ),
  /** `not-allowed`: `event-days`, `state` (not approved, expired, used). */
  orderPurge: post(
    'purges',
    'request-purge',
    'purge-ordered',
    orderPurgeRequestSchema,
    signedPurgeOrderSchema,
  ),
  ...orderRoutes,
  audit: get('audit', 'read-audit', 'audit-read', auditQuerySchema, auditPageSchema),
  purgeProgress: get('purges/:id', 'see-purges', null, nothing, purgeProgressSchema),
  purgeCertificate: get(
    'purges/:id/certificate',
    'see-purges',
    'exported',
    nothing,
    signedCertificateSchema,
  ),
  /** Answers `bad-request` with detail `confirm` if the typed name is not the station's. */
  reportLost: post(
    'stations/:id/lost',
    'report-station-lost',
    'station-reported-lost',
    lostRequestSchema,
    lostReportSchema,
  ),
  /** For access requests, by accounts that may export a person but not use the page's search. */
  findPerson: post(
    'persons/search',
    'export-person',
    'searched',
    rosterSearchRequestSchema,
    rosterSearchSchema,
  ),
  personReport: again(
    get('persons/:id', 'export-person', 'person-exported', nothing, personAnswerSchema),
  ),
};
export type OrganiserRouteName = keyof typeof organiserRoutes;

/** Names of the routes for signing in, which anyone may call. */
export type OpenRouteName = {
  [Name in OrganiserRouteName]: (typeof organiserRoutes)[Name]['right'] extends 'anyone'
    ? Name
    : never;
}[OrganiserRouteName];

export type OrganiserAnswer<Name extends OrganiserRouteName> = z.infer<
  (typeof organiserRoutes)[Name]['answer']
>;
export type OrganiserInput<Name extends OrganiserRouteName> = z.infer<
  (typeof organiserRoutes)[Name]['input']
>;

/**
 * Answers with a file: `/v1/organiser/exports/participants?format=xlsx&language=en`
 * (`exportQuerySchema`).
 */
export const exportUrl = '/v1/organiser/exports/:report';

/**
 * Server-sent events. Each is only a hint that something changed; the page then sends a request.
 */
export const liveUrl = '/v1/organiser/live';
export const liveHintSchema = z.object({
  what: z.enum(['facts', 'roster', 'stations', 'days']),
});
export type LiveHint = z.infer<typeof liveHintSchema>;
