import { z } from 'zod';
import { judgements } from '../../domain/ledger/judgement.ts';
import { pinSchema } from '../../domain/operators/operator.ts';
import { call } from './define.ts';

const desk = ['desk'] as const;

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
  getHeldOrders: call({
    input: z.void(),
    output: z.array(heldOrderSchema),
    modes: desk,
    access: 'operator',
  }),
  /** A supervisor agrees, with the PIN, to the hub's order. */
  agreeToOrder: call({
    input: z.strictObject({ id: z.uuid(), pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.enum(['done', 'wrong-pin']) }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    modes: desk,
    access: 'operator',
  }),
};
