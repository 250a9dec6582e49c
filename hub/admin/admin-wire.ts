import { z } from 'zod';
import { hashSchema, kioskModeSchema } from '../../domain/base/protocol.ts';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { registrationStatuses } from '../../domain/roster/delegate-fields.ts';
import { mostRosterEntries, rosterEntrySchema } from '../../domain/roster/roster-wire.ts';
import { directoryKioskSchema, directorySchema } from '../../domain/sync/directory.ts';
import { chainHeadSchema } from '../../domain/sync/events.ts';
import { signedStopListSchema, stopEntrySchema } from '../../domain/sync/stop-list.ts';
import type { HubOverview } from '../app/overview.ts';
import type { Duplicate } from '../check-in.ts';
import type { QuarantinedItem } from '../ledger/quarantine.ts';
import { quarantineReasons } from '../ledger/read-fact.ts';
import type { ImportResult } from '../roster/roster.ts';
import type { RosterChange } from '../roster/roster-changes.ts';
import type { InviteRequest } from '../stations/enrolment.ts';
import type { KioskEntry } from '../stations/kiosks.ts';
import type { Finding } from '../sync/check-all.ts';
import type { IssuedTicket, RenewedSecret } from '../tickets/hub-tickets.ts';

/** The administrator's API: requests and answers. Times are UTC milliseconds. */

export const inviteRequestSchema = z.object({
  mode: kioskModeSchema.nullable(),
  name: z.string().max(60),
  replaces: z.uuid().nullable(),
  takeover: z.boolean(),
}) satisfies z.ZodType<InviteRequest>;

export const issuedInviteSchema = z.object({
  code: z.string(),
  expires: z.int(),
  pin: hashSchema,
  /** The same invite for each address of the hub, as the text of a QR code; the likeliest first. */
  invites: z.array(z.object({ url: z.string(), text: z.string() })),
});
export type IssuedInvite = z.infer<typeof issuedInviteSchema>;

export const kioskEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  mode: kioskModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  replacedBy: z.string().nullable(),
  enrolledAt: z.int().nullable(),
  lastSeen: z.int().nullable(),
  clockOffset: z.int().nullable(),
  eventFile: hashSchema.nullable(),
  version: z.string(),
  waiting: z.int(),
  quarantined: z.int(),
  oversteps: z.boolean(),
  chains: z.array(chainHeadSchema),
}) satisfies z.ZodType<KioskEntry>;

export const entriesRequestSchema = z.object({
  entries: z.array(rosterEntrySchema).min(1).max(mostRosterEntries),
  /** Where they came from, for the log; never a person's name. */
  source: z.string().max(40),
});

export const importResultSchema = z.object({
  added: z.int(),
  changed: z.int(),
}) satisfies z.ZodType<ImportResult>;

export const seedRosterRequestSchema = z.object({
  delegates: z.array(delegateSchema).min(1).max(mostRosterEntries),
});

export const seedKiosksRequestSchema = z.object({
  kiosks: z.array(directoryKioskSchema).max(5_000),
  operators: directorySchema.shape.operators,
  formerHubs: directorySchema.shape.formerHubs,
});

export const renewTicketsRequestSchema = z.object({
  ids: z.array(z.uuid()).min(1).max(mostRosterEntries),
});

/** Tickets that were renewed, or that are valid. */
export const issuedTicketSchema = z.object({
  delegate: delegateSchema,
  code: z.string(),
}) satisfies z.ZodType<IssuedTicket>;

export const renewedSecretSchema = z.object({
  number: z.int(),
  renewed: z.int(),
}) satisfies z.ZodType<RenewedSecret>;

/** Fields that the administrator changes; a missing field stays unchanged. */
export const delegateChangeSchema = rosterEntrySchema.shape.values;

export const stopListChangeSchema = z.object({
  add: z.array(stopEntrySchema).max(10_000),
  remove: z.array(stopEntrySchema).max(10_000),
});
export const stopListAnswerSchema = z.object({ signed: signedStopListSchema.nullable() });

export const backupRequestSchema = z.object({
  /** Absolute path on the hub's machine; must not exist. */
  file: z.string().min(1).max(4_096),
});

export const hubEventSchema = z.object({ id: z.uuid(), file: z.unknown(), secret: hashSchema });

const placeSchema = z.object({
  eventId: z.string(),
  kiosk: z.string(),
  kioskName: z.string(),
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
      kioskName: z.string(),
      operatorName: z.string().nullable(),
      wall: z.int(),
      note: z.string().nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<Duplicate>;

export const quarantinedItemSchema = z.object({
  id: z.string(),
  kiosk: z.string(),
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
  kind: z.enum(['walk-in-registered', 'spelling-corrected', 'delegate-replaced']),
  delegateId: z.string().nullable(),
  kiosk: z.string(),
  kioskName: z.string(),
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
  kiosks: z.array(kioskEntrySchema),
  stopListVersion: z.int().nullable(),
}) satisfies z.ZodType<HubOverview>;
