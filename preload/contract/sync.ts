import { z } from 'zod';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import { judgements } from '../../domain/ledger/judgement.ts';
import { pinSchema, rights } from '../../domain/operators/rights.ts';
import { stickAnswerSchema } from '../../domain/sync/stick.ts';
import { stopEntrySchema } from '../../domain/sync/stop-list.ts';
import { allModes, call, exported, none, noted, nothing } from './base.ts';
import { duplicateSchema } from './check-in.ts';
import { leaveAnswerSchema } from './operators.ts';

/** A code from a hub, to be scanned, or typed as address and code. */
export const inviteViewSchema = z.strictObject({
  /** The text of the QR code. */
  text: z.string(),
  /**
   * The QR code as one SVG path over `size` × `size` modules, dark modules as squares of side 1.
   */
  qr: z.strictObject({ size: z.int().positive(), path: z.string() }),
  /** The address and the code, for typing. */
  url: z.string(),
  code: z.string(),
  /** Hex SHA-256 of the hub's certificate authority. People compare it if the code was typed. */
  fingerprint: z.string(),
  /** UTC milliseconds of the clock that `getSync` returns as `now`. */
  expires: z.int(),
});
export type InviteView = z.infer<typeof inviteViewSchema>;

/**
 * A record that is kept although it was not understood. The screen shows no personal data of it.
 */
export const quarantinedSchema = z.strictObject({
  id: z.string(),
  where: z.enum(['here', 'hub']),
  stationName: z.string(),
  reason: z.string(),
  wall: z.int(),
});
export type Quarantined = z.infer<typeof quarantinedSchema>;

/** A station as the hub's list shows it. */
export const stationViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  mode: stationModeSchema,
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  lastSeen: z.int().nullable(),
  self: z.boolean(),
});
export type StationView = z.infer<typeof stationViewSchema>;

/** What an operator must see before joining a hub: its address, and the fingerprint to compare. */
export const foundHubSchema = z.strictObject({
  url: z.string(),
  code: z.string(),
  fingerprint: z.string(),
  /**
   * False if the QR code vouched for the certificate; true if a person must compare the
   * fingerprint.
   */
  compare: z.boolean(),
});
export type FoundHub = z.infer<typeof foundHubSchema>;

export const stopViewSchema = z.strictObject({
  kind: stopEntrySchema.shape.kind,
  value: z.string(),
  /** Printed name if the roster has the delegate; else the badge's serial. */
  label: z.string(),
});

/** A change that a desk made in the roster, and who made it. */
export const rosterChangeSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['walk-in-registered', 'spelling-corrected', 'person-changed', 'delegate-replaced']),
  delegateId: z.uuid(),
  printedName: z.string(),
  delegation: z.string(),
  /** The new value, or approver and reference, as typed; empty after a purge. */
  detail: z.string(),
  stationName: z.string(),
  operatorName: z.string().nullable(),
  wall: z.int(),
  /** False if the hub has not confirmed it. */
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
  confirmClock: call({
    modes: allModes,
    access: 'anyone',
    input: z.strictObject({ pin: pinSchema }),
    output: leaveAnswerSchema,
    activity: none,
  }),
  syncNow: call({ access: 'operator', input: nothing, output: nothing, activity: none }),
  /** Reads a scanned invitation, or the certificate of a typed address. Does not join yet. */
  findHub: call({
    access: 'supervisor',
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('scanned'), text: z.string().max(2_000) }),
      z.strictObject({
        kind: z.literal('typed'),
        url: z.string().max(200),
        code: z.string().max(20),
      }),
    ]),
    output: foundHubSchema,
    activity: none,
  }),
  /**
   * Enrols this station. `restarts`: the hub's event file differs, and the app restarts with it.
   */
  joinHub: call({
    access: 'supervisor',
    input: z.strictObject({
      url: z.string().max(200),
      code: z.string().max(20),
      fingerprint: z.string().length(64),
    }),
    output: z.strictObject({ hubName: z.string(), restarts: z.boolean() }),
    activity: none,
  }),
  /** Leaves the hub. Refused while facts wait, unless `force`. Facts and roster stay. */
  leaveHub: call({
    access: 'supervisor',
    input: z.strictObject({ force: z.boolean() }),
    output: nothing,
    activity: none,
  }),
  listStations: call({
    access: 'operator',
    input: nothing,
    output: z.array(stationViewSchema),
    activity: none,
  }),
  listDuplicates: call({
    access: 'operator',
    input: nothing,
    output: z.array(duplicateSchema),
    activity: none,
  }),
  resolveDuplicate: call({
    access: 'operator',
    input: z.strictObject({
      admissionId: z.uuid(),
      note: z.string().trim().min(1).max(500),
      /** Serial of the badge that stays valid. If omitted, the first of `badges`. */
      keep: z.string().max(20).nullable().optional(),
    }),
    output: nothing,
    activity: none,
  }),
  listQuarantined: call({
    access: 'operator',
    input: nothing,
    output: z.array(quarantinedSchema),
    activity: none,
  }),
  listRosterChanges: call({
    access: 'operator',
    input: nothing,
    output: z.array(rosterChangeSchema),
    activity: none,
  }),
  listStops: call({
    access: rights['change-stop-list'],
    input: nothing,
    output: z.array(stopViewSchema),
    activity: none,
  }),
  /** Writes the signed list to a file (a stick); false if the dialog was closed. */
  exportStopList: call({
    access: rights['change-stop-list'],
    input: nothing,
    output: z.boolean(),
    activity: exported('stop-list'),
  }),
  /**
   * Reads a signed list from a file. Returns its number of entries, or null if the dialog was
   * closed.
   */
  importStopList: call({
    access: rights['change-stop-list'],
    input: nothing,
    output: z.strictObject({ entries: z.int().nonnegative() }).nullable(),
    activity: none,
  }),
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
  /** Names of the two people; null if only the rule ordered it. */
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** No one can agree to it before the event has ended. */
  hasEventEnded: z.boolean(),
});
export type HeldPurge = z.infer<typeof heldPurgeSchema>;

const heldJudgementSchema = z.strictObject({
  kind: z.literal('records'),
  ...common,
  verdict: z.enum(judgements),
  /**
   * Name of the station whose records it covers. The other fields select them, as in
   * `judgedRangeSchema`.
   */
  station: z.string(),
  incarnation: z.int().nullable(),
  from: z.int(),
  to: z.int().nullable(),
});
export type HeldJudgement = z.infer<typeof heldJudgementSchema>;

const heldOrderSchema = z.discriminatedUnion('kind', [heldPurgeSchema, heldJudgementSchema]);
export type HeldOrder = z.infer<typeof heldOrderSchema>;

export const heldOrderCalls = {
  /** Orders of hubs to which no supervisor of this desk has agreed, oldest first. */
  getHeldOrders: call({
    access: 'operator',
    input: nothing,
    output: z.array(heldOrderSchema),
    activity: none,
  }),
  /** A supervisor agrees to the hub's order, with the PIN. */
  agreeToOrder: call({
    access: 'operator',
    input: z.strictObject({ id: z.uuid(), pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.enum(['done', 'wrong-pin']) }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    activity: none,
  }),
};

const writtenSchema = z.strictObject({
  /** File name without its folder. */
  name: z.string(),
  facts: z.int().nonnegative(),
});
export type WrittenStick = z.infer<typeof writtenSchema>;

const lockedAnswerSchema = z.discriminatedUnion('result', [
  writtenSchema.extend({ result: z.literal('written') }),
  /** The operator closed the system's dialog. */
  z.strictObject({ result: z.literal('closed') }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);

export const stickCalls = {
  /**
   * Asks for a place and writes this station's facts for its hub; null if the dialog was closed.
   */
  writeStick: call({
    access: 'supervisor',
    input: nothing,
    output: writtenSchema.nullable(),
    activity: (_input, written) => (written === null ? null : noted('export', 'stick')),
  }),
  /**
   * {@link writeStick} at a kiosk or a door, where no one is signed in. It needs a supervisor's
   * PIN.
   */
  writeStickByPin: call({
    modes: ['kiosk', 'door'],
    access: 'anyone',
    input: z.strictObject({ pin: pinSchema }),
    output: lockedAnswerSchema,
    activity: none,
  }),
  /** Asks for a file and imports it at the hub; null if the operator closed the dialog. */
  importStick: call({
    access: 'operator',
    input: nothing,
    output: stickAnswerSchema.nullable(),
    activity: none,
  }),
};
