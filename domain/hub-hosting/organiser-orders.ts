import { z } from 'zod';
import { judgementPayloadSchema } from '../ledger/judgement.ts';
import { maxReasonLength, minReasonLength } from './organiser-privacy.ts';

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
  orders: {
    method: 'GET',
    url: '/v1/organiser/orders',
    input: z.object({}),
    answer: organiserOrdersSchema,
  },
  /** `not-found`: no such station. */
  requestOrder: {
    method: 'POST',
    url: '/v1/organiser/orders/request',
    input: orderRequestSchema,
    answer: z.object({ approval: z.uuid() }),
  },
  /** The approval is single use. `not-allowed`: `state` (not approved, too old, used). */
  giveOrder: {
    method: 'POST',
    url: '/v1/organiser/orders',
    input: z.object({ approval: z.uuid() }),
    answer: z.object({}),
  },
} as const;
