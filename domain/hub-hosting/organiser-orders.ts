import { z } from 'zod';
import { judgementPayloadSchema } from '../ledger/judgement.ts';
import { maxReasonLength, minReasonLength } from './organiser-privacy.ts';
import { get, nothing, post } from './organiser-route.ts';

/** Orders on records of stations as the organiser's page knows them. Times are UTC milliseconds. */
export const organiserOrdersSchema = z.object({
  /** The newest first. */
  orders: z.array(
    judgementPayloadSchema.extend({
      id: z.uuid(),
      stationName: z.string(),
      /** When it was given. */
      wall: z.int(),
      /** Whether a later order on the same records applies instead. */
      isReplaced: z.boolean(),
    }),
  ),
  /** Records that are disregarded now. */
  disregarded: z.array(z.object({ station: z.uuid(), records: z.int() })),
});
export type OrganiserOrders = z.infer<typeof organiserOrdersSchema>;

/** The order and its reason. The reason must not name a person: it is kept. */
const orderRequestSchema = z.object({
  order: judgementPayloadSchema,
  reason: z.string().trim().min(minReasonLength).max(maxReasonLength),
});

/** The routes about orders, as part of the table in organiser.ts. */
export const orderRoutes = {
  orders: get('orders', 'judge-records', null, nothing, organiserOrdersSchema),
  /** `not-found`: no such station. */
  requestOrder: post(
    'orders/request',
    'judge-records',
    null,
    orderRequestSchema,
    z.object({ approval: z.uuid() }),
  ),
  /** The approval is single use. `not-allowed`: `state` (not approved, too old, used). */
  giveOrder: post(
    'orders',
    'judge-records',
    'records-judged',
    z.object({ approval: z.uuid() }),
    nothing,
  ),
};
