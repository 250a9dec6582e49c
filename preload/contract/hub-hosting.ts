import { z } from 'zod';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import {
  accountNameSchema,
  organiserRoleSchema,
} from '../../domain/hub-hosting/organiser-access.ts';
import { pinSchema } from '../../domain/operators/operator.ts';
import { rights } from '../../domain/operators/rights.ts';
import { stopEntrySchema } from '../../domain/sync/stop-list.ts';
import { call } from './base.ts';
import { secondPinRefusals } from './operators.ts';
import { inviteViewSchema } from './sync.ts';

/** A one-time link with which a person sets up their account of the organiser's page. */
export const pageAccountSchema = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('made'),
    /** The page's address with the code after its `#`; also as a QR, see `inviteViewSchema`. */
    link: z.string(),
    qr: z.strictObject({ size: z.int().positive(), path: z.string() }),
    /** `XXXX-XXXX-XXXX-XXXX` */
    code: z.string(),
  }),
  /** This name is taken: nothing was done. */
  z.strictObject({ result: z.literal('name-taken') }),
]);
export type PageAccount = z.infer<typeof pageAccountSchema>;

const desk = ['desk'] as const;

/** The calls of a desk that hosts the hub, or is about to; accounts of the organiser's page among them. */
export const hostingCalls = {
  /** Starts a hub in this app with this station's event, roster and facts, and joins it. */
  hostHub: call({
    input: z.strictObject({
      name: z.string().trim().min(1).max(60),
      port: z.int().min(1024).max(65535),
    }),
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  /** The hub is gone: this desk becomes the hub with what it holds. Sends `takeOverProgress`. */
  takeOverHub: call({
    input: z.strictObject({
      name: z.string().trim().min(1).max(60),
      port: z.int().min(1024).max(65535),
    }),
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  stopHosting: call({ input: z.void(), output: z.void(), modes: desk, access: 'supervisor' }),
  /** `takeOver`: one code for all stations that the lost hub knew. */
  createInvite: call({
    input: z.strictObject({
      mode: stationModeSchema,
      name: z.string().trim().max(60),
      /** Id of a wiped or lost station that the new one replaces. */
      replaces: z.uuid().nullable(),
      takeOver: z.boolean(),
    }),
    output: inviteViewSchema,
    modes: desk,
    access: 'supervisor',
  }),
  /** Name of the station that used a code of this desk's hub; null while none has. */
  getInviteUse: call({
    input: z.strictObject({ code: z.string().max(20) }),
    output: z.string().nullable(),
    modes: desk,
    access: 'supervisor',
  }),
  revokeStation: call({
    input: z.strictObject({ id: z.uuid() }),
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  /** Only at the desk that hosts the hub, which signs the list. `pin` is a second person's. */
  changeStops: call({
    input: z.strictObject({
      add: z.array(stopEntrySchema).max(100),
      remove: z.array(stopEntrySchema).max(100),
      pin: pinSchema,
    }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done') }),
      ...secondPinRefusals,
    ]),
    modes: desk,
    access: rights['change-stop-list'],
  }),
  /** Asks where to, and writes the hosted hub's backup; false when the dialog was closed. */
  backUpHub: call({ input: z.void(), output: z.boolean(), modes: desk, access: 'supervisor' }),
  /**
   * Makes an account with its link. `again`: for an existing name; deletes its password,
   * authenticator and sessions, and gives it this role. `not-hosting`.
   */
  addPageAccount: call({
    input: z.strictObject({
      name: accountNameSchema,
      role: organiserRoleSchema,
      again: z.boolean(),
    }),
    output: pageAccountSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
};
