import { z } from 'zod';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import { judgements } from '../../domain/ledger/judgement.ts';
import { pinSchema, rights } from '../../domain/operators/rights.ts';
import { stickAnswerSchema } from '../../domain/sync/stick.ts';
import { stopEntrySchema } from '../../domain/sync/stop-list.ts';
import { allModes, call, deskCall, nothing } from './base.ts';
import { duplicateSchema } from './check-in.ts';
import { leaveAnswerSchema } from './operators.ts';

/** A code from a hub: to be scanned, or typed as address and code. */
export const inviteViewSchema = z.strictObject({
  /** The QR's text. */
  text: z.string(),
  /** The QR as one SVG path over `size` × `size` modules, dark modules as squares of side 1. */
  qr: z.strictObject({ size: z.int().positive(), path: z.string() }),
  /** The address and the code for typing. */
  url: z.string(),
  code: z.string(),
  /** Hex SHA-256 of the hub's certificate authority: compared by eye if the code was typed. */
  pin: z.string(),
  /** UTC milliseconds of the clock that `getSync` returns as `now`. */
  expires: z.int(),
});
export type InviteView = z.infer<typeof inviteViewSchema>;

/** A record that was not understood and is kept; the screen shows no personal data of it. */
export const quarantinedSchema = z.strictObject({
  id: z.string(),
  where: z.enum(['here', 'hub']),
  stationName: z.string(),
  reason: z.string(),
  wall: z.int(),
});
export type Quarantined = z.infer<typeof quarantinedSchema>;

/** A station as the list of the hub shows it. */
export const stationViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  mode: stationModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  lastSeen: z.int().nullable(),
  /** True for this station. */
  self: z.boolean(),
});
export type StationView = z.infer<typeof stationViewSchema>;

/** What is needed before a hub is joined: its address, and what to compare. */
export const foundHubSchema = z.strictObject({
  url: z.string(),
  code: z.string(),
  pin: z.string(),
  /** False if the QR vouched for the certificate; true if a person must compare the fingerprint. */
  compare: z.boolean(),
});
export type FoundHub = z.infer<typeof foundHubSchema>;

export const stopViewSchema = z.strictObject({
  kind: stopEntrySchema.shape.kind,
  value: z.string(),
  /** Printed name if the roster knows the delegate; else the badge's serial. */
  label: z.string(),
});

/** Who changed what in the roster from a desk. */
export const rosterChangeSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['walk-in-registered', 'spelling-corrected', 'delegate-replaced']),
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  /** The new value, or approver and reference, as typed; empty once that was purged. */
  detail: z.string(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
  wall: z.int(),
  /** False while the hub has not confirmed it. */
  confirmed: z.boolean(),
});
export type RosterChange = z.infer<typeof rosterChangeSchema>;

export const takeOverProgressSchema = z.strictObject({
  step: z.enum(['starting-hub', 'copying-roster', 'copying-facts', 'ready']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});
export type TakeOverProgress = z.infer<typeof takeOverProgressSchema>;

export const syncCalls = {
  /** A supervisor lets the station continue with the hub's time (`clockToConfirm`). */
  confirmClock: call(allModes, 'anyone', z.strictObject({ pin: pinSchema }), leaveAnswerSchema),
  syncNow: deskCall('operator', nothing, nothing),
  /** Reads a scanned invitation, or the certificate of a typed address; nothing is joined yet. */
  findHub: deskCall(
    'supervisor',
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('scanned'), text: z.string().max(2_000) }),
      z.strictObject({
        kind: z.literal('typed'),
        url: z.string().max(200),
        code: z.string().max(20),
      }),
    ]),
    foundHubSchema,
  ),
  /** Enrols this station. `restarts` if the hub's event file differs: the app restarts with it. */
  joinHub: deskCall(
    'supervisor',
    z.strictObject({
      url: z.string().max(200),
      code: z.string().max(20),
      pin: z.string().length(64),
    }),
    z.strictObject({ hubName: z.string(), restarts: z.boolean() }),
  ),
  /** Leaves the hub; refused while facts wait, unless `force`. Facts and roster stay. */
  leaveHub: deskCall('supervisor', z.strictObject({ force: z.boolean() }), nothing),
  listStations: deskCall('operator', nothing, z.array(stationViewSchema)),
  listDuplicates: deskCall('operator', nothing, z.array(duplicateSchema)),
  resolveDuplicate: deskCall(
    'operator',
    z.strictObject({
      admissionId: z.uuid(),
      note: z.string().trim().min(1).max(500),
      /** Serial of the badge that stays valid; without one the first of `badges` does. */
      keep: z.string().max(20).nullable().optional(),
    }),
    nothing,
  ),
  listQuarantined: deskCall('operator', nothing, z.array(quarantinedSchema)),
  listRosterChanges: deskCall('operator', nothing, z.array(rosterChangeSchema)),
  listStops: deskCall(rights['change-stop-list'], nothing, z.array(stopViewSchema)),
  /** Writes the signed list to a file (a stick); false when the dialog was closed. */
  exportStopList: deskCall(rights['change-stop-list'], nothing, z.boolean()),
  /** Reads a signed list from a file: how many entries it has, or null if the dialog was closed. */
  importStopList: deskCall(
    rights['change-stop-list'],
    nothing,
    z.strictObject({ entries: z.int().nonnegative() }).nullable(),
  ),
};

const common = {
  id: z.uuid(),
  /** Name of the hub; null for one that this station has left. */
  hub: z.string().nullable(),
  /** UTC milliseconds. */
  ordered: z.int(),
};

const heldPurgeSchema = z.strictObject({
  kind: z.literal('purge'),
  ...common,
  /** Names of the two people; null if the rule alone ordered it. */
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Nobody can agree to it before then. */
  hasEventEnded: z.boolean(),
});
export type HeldPurge = z.infer<typeof heldPurgeSchema>;

const heldJudgementSchema = z.strictObject({
  kind: z.literal('records'),
  ...common,
  verdict: z.enum(judgements),
  /** Name of the station whose records it covers, and which ones, as `judgedRangeSchema` has it. */
  station: z.string(),
  incarnation: z.int().nullable(),
  from: z.int(),
  to: z.int().nullable(),
});
export type HeldJudgement = z.infer<typeof heldJudgementSchema>;

const heldOrderSchema = z.discriminatedUnion('kind', [heldPurgeSchema, heldJudgementSchema]);
export type HeldOrder = z.infer<typeof heldOrderSchema>;

export const heldOrderCalls = {
  /** Orders of hubs that no supervisor of this desk has agreed to, the oldest first. */
  getHeldOrders: deskCall('operator', nothing, z.array(heldOrderSchema)),
  /** A supervisor agrees, with the PIN, to the hub's order. */
  agreeToOrder: deskCall(
    'operator',
    z.strictObject({ id: z.uuid(), pin: pinSchema }),
    z.discriminatedUnion('result', [
      z.strictObject({ result: z.enum(['done', 'wrong-pin']) }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
  ),
};

/** What was written, and where. */
const writtenSchema = z.strictObject({
  /** Name of the file without its folder. */
  name: z.string(),
  facts: z.int().nonnegative(),
});
export type WrittenStick = z.infer<typeof writtenSchema>;

const lockedAnswerSchema = z.discriminatedUnion('result', [
  writtenSchema.extend({ result: z.literal('written') }),
  /** The person closed the system's dialog. */
  z.strictObject({ result: z.literal('closed') }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);

export const stickCalls = {
  /** Asks where to, and writes this station's facts for its hub; null if the dialog was closed. */
  writeStick: deskCall('supervisor', nothing, writtenSchema.nullable()),
  /** The same at a kiosk or a door, where nobody is signed in: a supervisor's PIN opens it. */
  writeStickByPin: call(
    ['kiosk', 'door'],
    'anyone',
    z.strictObject({ pin: pinSchema }),
    lockedAnswerSchema,
  ),
  /** Asks which file, and imports it at the hub; null if the operator closed the dialog. */
  importStick: deskCall('operator', nothing, stickAnswerSchema.nullable()),
};
