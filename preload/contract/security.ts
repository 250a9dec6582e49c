import { z } from 'zod';
import { operatorSchema, pinSchema } from '../../domain/operators/operator.ts';
import { newPassPhraseSchema, typedPassPhraseSchema } from '../../domain/operators/pass-phrase.ts';
import { call } from './define.ts';

const supervised = { modes: ['desk'], access: 'supervisor' } as const;

const wait = z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() });

/** What protects the store's key, and who can open it. */
const keyProtectionSchema = z.strictObject({
  protection: z.enum(['keychain', 'basic-text', 'file', 'sign-in']),
  holders: z.array(
    z.strictObject({
      id: z.uuid(),
      /** Null for a person unknown to this store, or who may no longer sign in. */
      operator: operatorSchema.nullable(),
      /** UTC milliseconds of the real clock. */
      since: z.int().nullable(),
    }),
  ),
});
export type KeyProtectionView = z.infer<typeof keyProtectionSchema>;

/** After the PIN of the operator signed in. */
const changed = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('done') }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  wait,
]);

export const securityCalls = {
  /** On the start screen of a station whose key takes a pass phrase; `already-done` later. */
  unlockStore: call({
    input: z.strictObject({ phrase: typedPassPhraseSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('unlocked') }),
      z.strictObject({ result: z.literal('wrong-phrase') }),
      wait,
    ]),
    modes: ['desk', 'kiosk', 'door'],
    access: 'anyone',
  }),
  getKeyProtection: call({ input: z.void(), output: keyProtectionSchema, ...supervised }),
  /**
   * Gives an operator a pass phrase that opens this station; from the first one on it needs one.
   */
  giveKey: call({
    input: z.strictObject({ operatorId: z.uuid(), phrase: newPassPhraseSchema, pin: pinSchema }),
    output: changed,
    ...supervised,
  }),
  /** Deletes a pass phrase; after the last one the station opens its store without one again. */
  takeKey: call({
    input: z.strictObject({ id: z.uuid(), pin: pinSchema }),
    output: changed,
    ...supervised,
  }),
};
