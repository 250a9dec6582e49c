import { z } from 'zod';
import { hashSchema, stationModeSchema } from '../../domain/base/protocol.ts';
import { judgementPayloadSchema } from '../../domain/ledger/judgement.ts';
import { purgePersonSchema } from '../../domain/operators/people.ts';
import { retentionRuleSchema } from '../../domain/privacy/retention.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { registrationStatuses } from '../../domain/roster/delegate-fields.ts';
import { chainHeadSchema } from '../../domain/sync/events.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import type { HubOverview } from '../app/overview.ts';
import type { PersonRequest } from '../base/two-people.ts';
import type { Duplicate } from '../check-in.ts';
import type { QuarantinedItem } from '../ledger/quarantine.ts';
import { quarantineReasons } from '../ledger/read-fact.ts';
import type { PrivacyOverview } from '../privacy/hub-privacy.ts';
import type { ConnectorEntry, RunRequest } from '../roster/connectors/entry.ts';
import type { ImportResult } from '../roster/roster.ts';
import type { RosterChange } from '../roster/roster-changes.ts';
import type { InviteRequest } from '../stations/enrolment.ts';
import type { StationEntry } from '../stations/stations.ts';
import type { Finding } from '../sync/check-all.ts';
import type { JudgementRequest, JudgingOverview } from '../sync/judging/judging.ts';
import type { RenewedSecret } from '../tickets.ts';

// Arguments and answers of the administration's calls. Times are UTC milliseconds.

export const inviteRequestSchema = z.object({
  mode: stationModeSchema.nullable(),
  name: z.string().max(60),
  replaces: z.uuid().nullable(),
  takeover: z.boolean(),
}) satisfies z.ZodType<InviteRequest>;

export const issuedInviteSchema = z.object({
  code: z.string(),
  expires: z.int(),
  fingerprint: hashSchema,
  /** The same invite for each address of the hub, as the text of a QR code; the likeliest first. */
  invites: z.array(z.object({ url: z.string(), text: z.string() })),
});
export type IssuedInvite = z.infer<typeof issuedInviteSchema>;

export const stationEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  mode: stationModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  replacedBy: z.string().nullable(),
  enrolledAt: z.int().nullable(),
  lastSeen: z.int().nullable(),
  clockOffset: z.int().nullable(),
  eventFile: hashSchema.nullable(),
  eventVersion: z.int().positive().nullable(),
  version: z.string(),
  waiting: z.int(),
  quarantined: z.int(),
  oversteps: z.boolean(),
  chains: z.array(chainHeadSchema),
}) satisfies z.ZodType<StationEntry>;

export const importResultSchema = z.object({
  added: z.int(),
  changed: z.int(),
}) satisfies z.ZodType<ImportResult>;

/** A renewed ticket, or a valid one. */
export const issuedTicketSchema = z.object({
  delegate: delegateSchema,
  code: z.string(),
}) satisfies z.ZodType<IssuedTicket>;

export const renewedSecretSchema = z.object({
  number: z.int(),
  renewed: z.int(),
}) satisfies z.ZodType<RenewedSecret>;

export const hubEventSchema = z.object({
  id: z.uuid(),
  file: z.unknown(),
  version: z.int().positive(),
  secret: hashSchema,
});

const placeSchema = z.object({
  eventId: z.string(),
  station: z.string(),
  stationName: z.string(),
  operatorId: z.string().nullable(),
  operatorName: z.string().nullable(),
  badgeSerial: z.string().nullable(),
  wall: z.int(),
});

export const duplicateSchema = z.object({
  delegateId: z.string(),
  checkpoint: z.string(),
  localDay: z.string(),
  first: placeSchema,
  further: placeSchema,
  resolved: z
    .object({
      eventId: z.string(),
      stationName: z.string(),
      operatorName: z.string().nullable(),
      wall: z.int(),
      note: z.string().nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<Duplicate>;

export const quarantinedItemSchema = z.object({
  id: z.string(),
  station: z.string(),
  incarnation: z.int(),
  kseq: z.int(),
  pushedBy: z.string(),
  reason: z.enum(quarantineReasons),
  raw: z.string(),
  received: z.int(),
}) satisfies z.ZodType<QuarantinedItem>;

export const rosterChangeSchema = z.object({
  eventId: z.string(),
  seq: z.int(),
  kind: z.enum(['walk-in-registered', 'spelling-corrected', 'person-changed', 'delegate-replaced']),
  delegateId: z.string().nullable(),
  station: z.string(),
  stationName: z.string(),
  operatorId: z.string().nullable(),
  operatorName: z.string().nullable(),
  wall: z.int(),
  detail: z.unknown(),
}) satisfies z.ZodType<RosterChange>;

export const findingSchema = z.object({
  what: z.enum(['sequence', 'chain', 'count', 'roster', 'personal']),
  detail: z.string(),
}) satisfies z.ZodType<Finding>;

export const overviewSchema = z.object({
  identity: z.object({
    hub: z.string(),
    hubName: z.string(),
    epoch: z.string(),
    hubKey: z.string(),
    eventId: z.string(),
  }),
  streams: z.object({ roster: z.int(), events: z.int() }),
  delegates: z.record(z.enum(registrationStatuses), z.int()),
  facts: z.record(z.string(), z.int()),
  quarantined: z.int(),
  stations: z.array(stationEntrySchema),
  stopped: z.int().nullable(),
}) satisfies z.ZodType<HubOverview>;

export const runRequestSchema = z.object({
  again: z.boolean(),
  acceptVanished: z.boolean(),
}) satisfies z.ZodType<RunRequest>;

export const connectorEntrySchema = z.object({
  name: z.string(),
  running: z.boolean(),
  kind: z.enum(['file', 'indico', 'pretix']),
  people: z.int(),
  pulledAt: z.int().nullable(),
  pullError: z.string().nullable(),
  sending: z
    .object({
      waiting: z.int(),
      pushedAt: z.int().nullable(),
      pushError: z.string().nullable(),
    })
    .nullable(),
  clockOffset: z.int().nullable(),
  parkedCount: z.int(),
  parked: z.array(
    z.object({
      kind: z.enum(['person', 'fact']),
      id: z.string(),
      reason: z.string(),
      parkedAt: z.int(),
    }),
  ),
}) satisfies z.ZodType<ConnectorEntry>;

/** A request that waits for a second person. */
export const purgeRequestSchema = z.object({
  id: z.uuid(),
  requestedBy: purgePersonSchema,
  requestedAt: z.int(),
  expires: z.int(),
}) satisfies z.ZodType<PersonRequest>;

export const privacyOverviewSchema = z.object({
  rule: retentionRuleSchema,
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.object({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: z.string().nullable(),
    purgeOn: z.string().nullable(),
  }),
  requests: z.array(purgeRequestSchema),
  purges: z.array(
    z.object({
      id: z.string(),
      ordered: z.int(),
      cause: z.enum(['command', 'retention']),
      done: z.int().nullable(),
      confirmed: z.int(),
      missing: z.int(),
    }),
  ),
}) satisfies z.ZodType<PrivacyOverview>;

export const judgementRequestSchema = judgementPayloadSchema.extend({
  id: z.uuid(),
  requestedBy: purgePersonSchema,
  requestedAt: z.int(),
  expires: z.int(),
}) satisfies z.ZodType<JudgementRequest>;

export const judgingOverviewSchema = z.object({
  orders: z.array(
    judgementPayloadSchema.extend({
      id: z.uuid(),
      stationName: z.string(),
      wall: z.int(),
      isReplaced: z.boolean(),
    }),
  ),
  requests: z.array(judgementRequestSchema),
  disregarded: z.array(z.object({ station: z.string(), records: z.int() })),
}) satisfies z.ZodType<JudgingOverview>;
