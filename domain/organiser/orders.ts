import { z } from 'zod';
import { judgementPayloadSchema } from '../ledger/judgement.ts';
import { maxReasonLength, minReasonLength } from './privacy.ts';
import { get, nothing, post } from './route.ts';

/** Orders on records of stations, for the organiser's page. Times are UTC milliseconds. */
export const organiserOrdersSchema = z.object({
  /** Newest first. */
  orders: z.array(
    judgementPayloadSchema.extend({
      id: z.uuid(),
      stationName: z.string(),
      wall: z.int(),
      /** A later order on the same records applies instead. */
      isReplaced: z.boolean(),
    }),
  ),
  /** Stations with records that are disregarded now. */
  disregarded: z.array(z.object({ station: z.uuid(), records: z.int() })),
});
export type OrganiserOrders = z.infer<typeof organiserOrdersSchema>;

/** The order and its reason. The reason is kept, so it must not name a person. */
const orderRequestSchema = z.object({
  order: judgementPayloadSchema,
  reason: z.string().trim().min(minReasonLength).max(maxReasonLength),
});

export const orderRoutes = {
  orders: get('orders', 'judge-records', null, nothing, organiserOrdersSchema),
  /** `not-found`: there is no such station. */
  requestOrder: post(
    'orders/request',
    'judge-records',
    null,
    orderRequestSchema,
    z.object({ approval: z.uuid() }),
  ),
  /**
   * Uses the approval, which is single use. `not-allowed`: `state` (not approved, expired, used).
   */
  giveOrder: post(
    'orders',
    'judge-records',
    'records-judged',
    z.object({ approval: z.uuid() }),
    nothing,
  ),
};
