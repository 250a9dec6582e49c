import { z } from 'zod';
import { type JudgementPayload, judgementPayloadSchema } from '../../domain/ledger/judgement.ts';
import { type PurgePerson, purgePersonSchema } from '../../domain/operators/people.ts';
import type { JudgementRequest, JudgingOverview } from '../sync/judging/hub-judging.ts';
import type { Ask } from './ask.ts';

/** The administrator's calls about orders on records; they match those in `HubJudging`. */
export interface JudgingCalls {
  overview(): Promise<JudgingOverview>;
  request(said: JudgementPayload, by: PurgePerson): Promise<JudgementRequest>;
  approve(id: string, by: PurgePerson): Promise<void>;
  withdraw(id: string): Promise<void>;
}

const requestSchema = judgementPayloadSchema.extend({
  id: z.uuid(),
  requestedBy: purgePersonSchema,
  requestedAt: z.int(),
  expires: z.int(),
}) satisfies z.ZodType<JudgementRequest>;

/** What `GET /v1/admin/orders` answers. */
const overviewSchema = z.object({
  orders: z.array(
    judgementPayloadSchema.extend({
      id: z.uuid(),
      stationName: z.string(),
      wall: z.int(),
      isReplaced: z.boolean(),
    }),
  ),
  requests: z.array(requestSchema),
  disregarded: z.array(z.object({ station: z.string(), records: z.int() })),
}) satisfies z.ZodType<JudgingOverview>;

const done = z.object({});

/** The calls over an open exchange. */
export function judgingCalls(ask: Ask): JudgingCalls {
  const one = (id: string): string => `orders/requests/${encodeURIComponent(id)}`;
  return {
    overview: () => ask('GET', 'orders', overviewSchema),
    request: ({ verdict, range }, by) =>
      ask('POST', 'orders/requests', requestSchema, { said: { verdict, range }, by }),
    approve: async (id, by) => {
      await ask('POST', `${one(id)}/approve`, done, { by });
    },
    withdraw: async (id) => {
      await ask('POST', `${one(id)}/withdraw`, done);
    },
  };
}
