import { z } from 'zod';
import { hashSchema } from '../../domain/base/protocol.ts';
import {
  chainLinksAnswerSchema,
  chainLinksQuerySchema,
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  hubDayStatusSchema,
  reportEntrySchema,
  reportQuerySchema,
} from '../../domain/day-close/day-close-wire.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { judgementPayloadSchema } from '../../domain/ledger/judgement.ts';
import { purgePersonSchema } from '../../domain/operators/people.ts';
import {
  accountEntrySchema,
  issuedSetUpSchema,
  newAccountSchema,
  organiserRoleSchema,
} from '../../domain/organiser/access.ts';
import { signedCertificateSchema } from '../../domain/privacy/certificate.ts';
import { lostReportSchema } from '../../domain/privacy/lost-report.ts';
import { signedPurgeOrderSchema } from '../../domain/privacy/order.ts';
import { declaredSchema } from '../../domain/privacy/outcome.ts';
import { personAnswerSchema } from '../../domain/privacy/person-report.ts';
import { retentionRuleSchema } from '../../domain/privacy/retention.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { maxRosterEntries, rosterEntrySchema } from '../../domain/roster/roster-wire.ts';
import { directorySchema, directoryStationSchema } from '../../domain/sync/directory.ts';
import { signedStopListSchema, stopEntrySchema } from '../../domain/sync/stop-list.ts';
import { connectorSettingsSchema } from '../connectors/settings.ts';
import {
  connectorEntrySchema,
  duplicateSchema,
  findingSchema,
  hubEventSchema,
  importResultSchema,
  inviteRequestSchema,
  issuedInviteSchema,
  issuedTicketSchema,
  judgementRequestSchema,
  judgingOverviewSchema,
  overviewSchema,
  privacyOverviewSchema,
  purgeRequestSchema,
  quarantinedItemSchema,
  renewedSecretSchema,
  rosterChangeSchema,
  runRequestSchema,
  stationEntrySchema,
} from './admin-answers.ts';

export interface AdminCall<
  Args extends readonly z.ZodType[] = readonly z.ZodType[],
  Answer extends z.ZodType = z.ZodType,
> {
  args: Args;
  answer: Answer;
  /** Whether its arguments may be as long as a roster. */
  isLarge: boolean;
}

function call<const Args extends readonly z.ZodType[], Answer extends z.ZodType>(
  args: Args,
  answer: Answer,
): AdminCall<Args, Answer> {
  return { args, answer, isLarge: false };
}

function large<const Args extends readonly z.ZodType[], Answer extends z.ZodType>(
  args: Args,
  answer: Answer,
): AdminCall<Args, Answer> {
  return { ...call(args, answer), isLarge: true };
}

const id = z.uuid();
const person = purgePersonSchema;
const nothing = z.void();
/** A piece of a roster; the client splits longer lists. */
const piece = <Item extends z.ZodType>(item: Item) =>
  z.array(item).min(1).max(maxRosterEntries).readonly();
const stops = z.array(stopEntrySchema).max(10_000).readonly();
const after = z.string().nullable();
const limit = z.int().min(1).max(10_000);

/**
 * Every call of the administration, from the hub's own machine: the command line, and the desk that
 * hosts the hub. Each is `POST /v1/admin/<name>` with its arguments as a JSON list. Server, client
 * and their types are derived from this table. Calls match those of the same name in `Hub`.
 */
export const adminCalls = {
  /** Stations. */
  invite: call([inviteRequestSchema], issuedInviteSchema),
  inviteUsedBy: call([z.string().max(40)], z.string().nullable()),
  listStations: call([], z.array(stationEntrySchema)),
  revokeStation: call([id], nothing),
  /** The previous hub's directory, from a desk that takes over. */
  seedStations: large(
    [
      z.array(directoryStationSchema).max(5_000).readonly(),
      directorySchema.shape.operators.readonly(),
      directorySchema.shape.formerHubs.readonly(),
    ],
    nothing,
  ),
  /** The second argument: earlier hubs' facts that these people already contain. */
  seedRoster: large(
    [piece(delegateSchema), z.array(hashSchema).max(50_000).readonly()],
    importResultSchema,
  ),

  /** The second argument names the source of the entries for the log; never a person's name. */
  importRoster: large([piece(rosterEntrySchema), z.string().max(40)], importResultSchema),
  listDelegates: call([after, limit], z.array(delegateSchema)),
  delegate: call([id], delegateSchema),
  /** A missing field stays unchanged. */
  changeDelegate: call([id, rosterEntrySchema.shape.values], delegateSchema),
  deleteDelegate: call([id], nothing),
  rosterChanges: call([], z.array(rosterChangeSchema)),

  renewTickets: large([piece(id)], z.array(issuedTicketSchema)),
  tickets: call([after, limit], z.array(issuedTicketSchema)),
  requestRenewal: call([person], purgeRequestSchema),
  approveRenewal: call([id, person], renewedSecretSchema),

  stopList: call([], signedStopListSchema.nullable()),
  /** A stop list of the previous hubs, from a desk that takes over. */
  seedStopList: large([signedStopListSchema], z.object({})),
  changeStopList: large([z.object({ add: stops, remove: stops })], signedStopListSchema),

  /** The event's file as it was imported, and its secret (hex). */
  event: call([], hubEventSchema),
  overview: call([], overviewSchema),
  duplicates: call([], z.array(duplicateSchema)),
  quarantine: call([], z.array(quarantinedItemSchema)),
  checkAll: call([], z.array(findingSchema)),
  /** The argument: an absolute path on the hub's machine, where no file may exist. */
  backup: call([z.string().min(1).max(4_096)], nothing),

  dayStatus: call([localDaySchema], hubDayStatusSchema),
  callDay: call([localDaySchema], dayCallAnswerSchema),
  closeDay: call([localDaySchema], dayCloseAnswerSchema.shape.signed),
  dayReport: call([reportQuerySchema], dayCloseAnswerSchema.shape.signed),
  dayReports: call([], z.array(reportEntrySchema)),
  chainLinks: call([chainLinksQuerySchema], chainLinksAnswerSchema.shape.links),

  listConnectors: call([], z.array(connectorEntrySchema)),
  addConnector: call([connectorSettingsSchema], nothing),
  removeConnector: call([z.string().max(40)], nothing),
  /** Starts a run; the entry's `running` shows whether it is in progress. */
  runConnector: call([z.string().max(40), runRequestSchema], nothing),

  /** The accounts of the organiser's page. */
  listAccounts: call([], z.array(accountEntrySchema)),
  addAccount: call([newAccountSchema], issuedSetUpSchema),
  resetAccount: call([id], issuedSetUpSchema),
  setAccountActive: call([id, z.boolean()], accountEntrySchema),
  setAccountRole: call([id, organiserRoleSchema], accountEntrySchema),

  privacy: {
    overview: call([], privacyOverviewSchema),
    setRetention: call([retentionRuleSchema, person], nothing),
    requestPurge: call([person], purgeRequestSchema),
    approvePurge: call([id, person], signedPurgeOrderSchema),
    withdrawPurge: call([id], nothing),
    declareDestroyed: call(
      [declaredSchema.omit({ at: true }).extend({ station: id.nullable() })],
      nothing,
    ),
    takeOver: call(
      [
        retentionRuleSchema,
        z.array(signedPurgeOrderSchema).max(1_000).readonly(),
        z.string().max(80).nullable(),
      ],
      nothing,
    ),
    certificate: call([id.nullable()], signedCertificateSchema),
    recordFile: call([z.string().min(1).max(4_096), hashSchema.nullable()], hashSchema.nullable()),
    reportLost: call([id], lostReportSchema),
    accessRequest: call([id], personAnswerSchema),
  },

  /** Orders by two people on records of stations. */
  judging: {
    overview: call([], judgingOverviewSchema),
    request: call([judgementPayloadSchema, person], judgementRequestSchema),
    approve: call([id, person], nothing),
    withdraw: call([id], nothing),
  },
};
type Table = typeof adminCalls;

type Passed<Args> = { [At in keyof Args]: z.input<Args[At]> };
type Parsed<Args> = { [At in keyof Args]: z.output<Args[At]> };

/** The calls of a table as functions for the client. */
type Asked<T> = {
  [N in keyof T]: T[N] extends AdminCall<infer Args, infer Answer>
    ? (...args: Passed<Args>) => Promise<z.output<Answer>>
    : Asked<T[N]>;
};
/** The calls of a table as functions of the hub. */
type Answered<T> = {
  [N in keyof T]: T[N] extends AdminCall<infer Args, infer Answer>
    ? (...args: Parsed<Args>) => Promise<z.input<Answer>>
    : Answered<T[N]>;
};
export type AdminRequests = Asked<Table>;
export type AdminAnswers = Answered<Table>;

/** Every call by its name, with its group before a point: `privacy.overview`. */
export function everyAdminCall(): [string, AdminCall][] {
  return Object.entries(adminCalls).flatMap(([name, one]): [string, AdminCall][] =>
    'args' in one
      ? [[name, one as AdminCall]]
      : Object.entries(one).map(([part, each]) => [`${name}.${part}`, each as AdminCall]),
  );
}
