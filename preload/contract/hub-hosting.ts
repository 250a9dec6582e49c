import { z } from 'zod';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import { pinSchema, rights } from '../../domain/operators/rights.ts';
import { accountNameSchema, organiserRoleSchema } from '../../domain/organiser/access.ts';
import { stopEntrySchema } from '../../domain/sync/stop-list.ts';
import { call, exported, none, noted, nothing } from './base.ts';
import { secondPinRefusals } from './operators.ts';
import { inviteViewSchema } from './sync.ts';

/** A one-time link with which a person sets up an account of the organiser's page. */
export const pageAccountSchema = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('made'),
    /** The page's address with the code after `#`. As a QR code too; see `inviteViewSchema`. */
    link: z.string(),
    qr: z.strictObject({ size: z.int().positive(), path: z.string() }),
    /** `XXXX-XXXX-XXXX-XXXX` */
    code: z.string(),
  }),
  /** The name is taken; nothing was done. */
  z.strictObject({ result: z.literal('name-taken') }),
]);
export type PageAccount = z.infer<typeof pageAccountSchema>;

/**
 * What the desk lacked when it took over, and the stations of the lost hub. Times are UTC
 * milliseconds.
 */
export const takeOverViewSchema = z.strictObject({
  /** When this desk last had the lost hub's complete roster and stop list; null if never. */
  listsAsOf: z.int().nullable(),
  stations: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      /** Whether it has joined the hub of this desk. */
      heard: z.boolean(),
      /** Time of the latest record of the station at this desk; null if there is none. */
      lastRecord: z.int().nullable(),
    }),
  ),
});
export type TakeOverView = z.infer<typeof takeOverViewSchema>;

/**
 * The calls of a desk that hosts the hub or is about to, including accounts of the organiser's
 * page.
 */
export const hostingCalls = {
  /** Starts a hub in this app with this station's event, roster and facts, and joins it. */
  hostHub: call({
    access: 'supervisor',
    input: z.strictObject({
      name: z.string().trim().min(1).max(60),
      port: z.int().min(1024).max(65535),
    }),
    output: nothing,
    activity: none,
  }),
  /**
   * Makes this desk the hub with the data that it holds, after the hub was lost. Sends
   * `takeOverProgress`.
   */
  takeOverHub: call({
    access: 'supervisor',
    input: z.strictObject({
      name: z.string().trim().min(1).max(60),
      port: z.int().min(1024).max(65535),
    }),
    output: nothing,
    activity: none,
  }),
  /** Null if this desk hosts no hub, or started it without a take-over. */
  getTakeOver: call({
    access: 'operator',
    input: nothing,
    output: takeOverViewSchema.nullable(),
    activity: none,
  }),
  stopHosting: call({ access: 'supervisor', input: nothing, output: nothing, activity: none }),
  /** `takeOver`: one code for all stations that the lost hub knew. */
  createInvite: call({
    access: 'supervisor',
    input: z.strictObject({
      mode: stationModeSchema,
      name: z.string().trim().max(60),
      /** Id of a wiped or lost station that the new one replaces. */
      replaces: z.uuid().nullable(),
      takeOver: z.boolean(),
    }),
    output: inviteViewSchema,
    activity: none,
  }),
  /** Name of the station that used a code of this desk's hub; null if none has. */
  getInviteUse: call({
    access: 'supervisor',
    input: z.strictObject({ code: z.string().max(20) }),
    output: z.string().nullable(),
    activity: none,
  }),
  revokeStation: call({
    access: 'supervisor',
    input: z.strictObject({ id: z.uuid() }),
    output: nothing,
    activity: none,
  }),
  /** Only at the desk that hosts the hub, which signs the list. `pin` is a second person's. */
  changeStops: call({
    access: rights['change-stop-list'],
    input: z.strictObject({
      add: z.array(stopEntrySchema).max(100),
      remove: z.array(stopEntrySchema).max(100),
      pin: pinSchema,
    }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done') }),
      ...secondPinRefusals,
    ]),
    activity: ({ add, remove }, value) =>
      value.result === 'done'
        ? noted('settings', `stop list +${add.length} -${remove.length}`)
        : null,
  }),
  /** Asks for a place and writes the hosted hub's backup; false if the dialog was closed. */
  backUpHub: call({
    access: 'supervisor',
    input: nothing,
    output: z.boolean(),
    activity: exported('hub-backup'),
  }),
  /**
   * Creates an account with its link. `again`: for an existing name; deletes its password,
   * authenticator and sessions, and gives it this role. `not-hosting`.
   */
  addPageAccount: call({
    access: 'supervisor',
    input: z.strictObject({
      name: accountNameSchema,
      role: organiserRoleSchema,
      again: z.boolean(),
    }),
    output: pageAccountSchema,
    activity: none,
  }),
};
