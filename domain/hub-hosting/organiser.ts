import { z } from 'zod';
import { signedCertificateSchema } from '../privacy/certificate.ts';
import { lostReportSchema } from '../privacy/lost-report.ts';
import { signedPurgeOrderSchema } from '../privacy/order.ts';
import { personReportSchema } from '../privacy/person-report.ts';
import {
  approvalNoteSchema,
  approvalRefusalSchema,
  approvalsAnswerSchema,
} from './organiser-approvals.ts';
import {
  closeDayRequestSchema,
  dayCalledSchema,
  dayClosedSchema,
  dayInQuestionSchema,
  organiserDayStatusSchema,
} from './organiser-days.ts';
import { exportsSchema, organiserDaysSchema } from './organiser-exports.ts';
import {
  arrivalsQuerySchema,
  arrivalsSchema,
  dayQuerySchema,
  headsSchema,
  lanesSchema,
  organiserEventSchema,
  presenceQuerySchema,
  presenceSchema,
  roomsSchema,
  summarySchema,
} from './organiser-figures.ts';
import { orderRoutes } from './organiser-orders.ts';
import {
  lostRequestSchema,
  orderPurgeRequestSchema,
  organiserPrivacySchema,
  purgeProgressSchema,
  purgeRequestedSchema,
  purgeRequestSchema,
} from './organiser-privacy.ts';
import {
  delegateViewSchema,
  rosterSearchRequestSchema,
  rosterSearchSchema,
} from './organiser-roster.ts';
import {
  duplicatesSchema,
  helpCallsSchema,
  inviteCodeSchema,
  invitedStationSchema,
  inviteStationRequestSchema,
  inviteUseSchema,
  revokeRequestSchema,
  stationsSchema,
} from './organiser-stations.ts';
import { ticketRoutes } from './organiser-tickets.ts';

const nothingSchema = z.object({});

/**
 * Every route of the organiser's page that answers with JSON: its address, its input (query of a
 * GET, body of a POST) and its answer. Hub and page read this one table. `:id` is a UUID.
 */
export const organiserRoutes = {
  event: {
    method: 'GET',
    url: '/v1/organiser/event',
    input: nothingSchema,
    answer: organiserEventSchema,
  },
  summary: {
    method: 'GET',
    url: '/v1/organiser/summary',
    input: dayQuerySchema,
    answer: summarySchema,
  },
  arrivals: {
    method: 'GET',
    url: '/v1/organiser/arrivals',
    input: arrivalsQuerySchema,
    answer: arrivalsSchema,
  },
  /** The first registration desk where no checkpoint is named. */
  lanes: {
    method: 'GET',
    url: '/v1/organiser/lanes',
    input: arrivalsQuerySchema,
    answer: lanesSchema,
  },
  presence: {
    method: 'GET',
    url: '/v1/organiser/presence',
    input: presenceQuerySchema,
    answer: presenceSchema,
  },
  heads: {
    method: 'GET',
    url: '/v1/organiser/heads',
    input: presenceQuerySchema,
    answer: headsSchema,
  },
  rooms: {
    method: 'GET',
    url: '/v1/organiser/rooms',
    input: dayQuerySchema,
    answer: roomsSchema,
  },
  stations: {
    method: 'GET',
    url: '/v1/organiser/stations',
    input: nothingSchema,
    answer: stationsSchema,
  },
  /** Refused with `bad-request` and detail `confirm` where the typed name is not the station's. */
  revokeStation: {
    method: 'POST',
    url: '/v1/organiser/stations/:id/revoke',
    input: revokeRequestSchema,
    answer: nothingSchema,
  },
  /** `not-found`: no operator of that id waits. */
  vouchForOperator: {
    method: 'POST',
    url: '/v1/organiser/operators/:id/vouch',
    input: nothingSchema,
    answer: nothingSchema,
  },
  inviteStation: {
    method: 'POST',
    url: '/v1/organiser/invites',
    input: inviteStationRequestSchema,
    answer: invitedStationSchema,
  },
  inviteUse: {
    method: 'POST',
    url: '/v1/organiser/invites/use',
    input: inviteCodeSchema,
    answer: inviteUseSchema,
  },
  /** `not-found`: the code was used, or does not exist. */
  cancelInvite: {
    method: 'POST',
    url: '/v1/organiser/invites/cancel',
    input: inviteCodeSchema,
    answer: nothingSchema,
  },
  duplicates: {
    method: 'GET',
    url: '/v1/organiser/duplicates',
    input: nothingSchema,
    answer: duplicatesSchema,
  },
  helpCalls: {
    method: 'GET',
    url: '/v1/organiser/help',
    input: dayQuerySchema,
    answer: helpCallsSchema,
  },
  searchRoster: {
    method: 'POST',
    url: '/v1/organiser/roster/search',
    input: rosterSearchRequestSchema,
    answer: rosterSearchSchema,
  },
  delegate: {
    method: 'GET',
    url: '/v1/organiser/delegates/:id',
    input: nothingSchema,
    answer: delegateViewSchema,
  },
  ...ticketRoutes,
  exports: {
    method: 'GET',
    url: '/v1/organiser/exports',
    input: nothingSchema,
    answer: exportsSchema,
  },
  days: {
    method: 'GET',
    url: '/v1/organiser/days',
    input: nothingSchema,
    answer: organiserDaysSchema,
  },
  dayStatus: {
    method: 'GET',
    url: '/v1/organiser/day',
    input: dayInQuestionSchema,
    answer: organiserDayStatusSchema,
  },
  /** `bad-request` with detail `a day to come`; so is the next one. */
  callDay: {
    method: 'POST',
    url: '/v1/organiser/day/call',
    input: dayInQuestionSchema,
    answer: dayCalledSchema,
  },
  closeDay: {
    method: 'POST',
    url: '/v1/organiser/day/close',
    input: closeDayRequestSchema,
    answer: dayClosedSchema,
  },
  approvals: {
    method: 'GET',
    url: '/v1/organiser/approvals',
    input: nothingSchema,
    answer: approvalsAnswerSchema,
  },
  /** `not-allowed`: `same-person`, `same-hand`, `state`; so for the two that follow. */
  approve: {
    method: 'POST',
    url: '/v1/organiser/approvals/:id/approve',
    input: approvalNoteSchema,
    answer: nothingSchema,
  },
  refuse: {
    method: 'POST',
    url: '/v1/organiser/approvals/:id/refuse',
    input: approvalRefusalSchema,
    answer: nothingSchema,
  },
  withdraw: {
    method: 'POST',
    url: '/v1/organiser/approvals/:id/withdraw',
    input: nothingSchema,
    answer: nothingSchema,
  },
  privacy: {
    method: 'GET',
    url: '/v1/organiser/privacy',
    input: nothingSchema,
    answer: organiserPrivacySchema,
  },
  /** `not-allowed`: `event-days`. */
  requestPurge: {
    method: 'POST',
    url: '/v1/organiser/purges/request',
    input: purgeRequestSchema,
    answer: purgeRequestedSchema,
  },
  /** `not-allowed`: `event-days`, `state` (not approved, too old, used). */
  orderPurge: {
    method: 'POST',
    url: '/v1/organiser/purges',
    input: orderPurgeRequestSchema,
    answer: signedPurgeOrderSchema,
  },
  ...orderRoutes,
  purgeProgress: {
    method: 'GET',
    url: '/v1/organiser/purges/:id',
    input: nothingSchema,
    answer: purgeProgressSchema,
  },
  purgeCertificate: {
    method: 'GET',
    url: '/v1/organiser/purges/:id/certificate',
    input: nothingSchema,
    answer: signedCertificateSchema,
  },
  /** Refused with `bad-request` and detail `confirm` where the typed name is not the station's. */
  reportLost: {
    method: 'POST',
    url: '/v1/organiser/stations/:id/lost',
    input: lostRequestSchema,
    answer: lostReportSchema,
  },
  /** Of an access request: for accounts that may export a person without the page's search. */
  findPerson: {
    method: 'POST',
    url: '/v1/organiser/persons/search',
    input: rosterSearchRequestSchema,
    answer: rosterSearchSchema,
  },
  personReport: {
    method: 'GET',
    url: '/v1/organiser/persons/:id',
    input: nothingSchema,
    answer: personReportSchema,
  },
} as const;
export type OrganiserRouteName = keyof typeof organiserRoutes;

/** The answer of a route. */
export type OrganiserAnswer<Name extends OrganiserRouteName> = z.infer<
  (typeof organiserRoutes)[Name]['answer']
>;
/** The input of a route, parsed. */
export type OrganiserInput<Name extends OrganiserRouteName> = z.infer<
  (typeof organiserRoutes)[Name]['input']
>;

/** A file: `/v1/organiser/exports/participants?format=xlsx&language=en` (`exportQuerySchema`). */
export const exportUrl = '/v1/organiser/exports/:report';

/** Server-sent events; each is a hint that something changed, and the page then asks. */
export const liveUrl = '/v1/organiser/live';
export const liveHintSchema = z.object({
  what: z.enum(['facts', 'roster', 'stations', 'days']),
});
export type LiveHint = z.infer<typeof liveHintSchema>;
