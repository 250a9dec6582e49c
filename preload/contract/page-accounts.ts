import { z } from 'zod';
import { accountNameSchema, organiserRoleSchema } from '../../domain/wire/organiser-access.ts';
import { call } from './define.ts';

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

/** Accounts of the organiser's page. Only the desk that hosts its hub can make the first one. */
export const pageAccountCalls = {
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
} as const;
