import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { judgementPayloadSchema } from '../../domain/ledger/judgement.ts';
import { purgePersonSchema } from '../../domain/operators/people.ts';
import type { Hub } from '../app/hub.ts';
import { readBody, readValue } from './body.ts';

const administrator = { config: { access: 'administrator' } } as const;
const idSchema = z.object({ id: z.uuid() });
const bySchema = z.object({ by: purgePersonSchema });
const requestSchema = bySchema.extend({ said: judgementPayloadSchema });

/** The administrator's routes for orders by two people on records of stations. */
export function addJudgingRoutes(app: FastifyInstance, { judging }: Pick<Hub, 'judging'>): void {
  app.get('/v1/admin/orders', administrator, () => judging.overview());
  app.post('/v1/admin/orders/requests', administrator, (request) => {
    const { said, by } = readBody(request, requestSchema);
    return judging.request(said, by);
  });
  app.post('/v1/admin/orders/requests/:id/approve', administrator, async (request) => {
    await judging.approve(readValue(request.params, idSchema).id, readBody(request, bySchema).by);
    return {};
  });
  app.post('/v1/admin/orders/requests/:id/withdraw', administrator, async (request) => {
    await judging.withdraw(readValue(request.params, idSchema).id);
    return {};
  });
}
