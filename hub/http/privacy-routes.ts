import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { purgePersonSchema } from '../../domain/operators/people.ts';
import { signedPurgeOrderSchema } from '../../domain/privacy/order.ts';
import { declaredSchema, signedConfirmationSchema } from '../../domain/privacy/outcome.ts';
import { retentionRuleSchema } from '../../domain/privacy/retention.ts';
import type { Hub } from '../app/hub.ts';
import { readBody, readValue } from './body.ts';
import { kioskOf } from './caller.ts';
import type { ServerLimits } from './limits.ts';

const administrator = { config: { access: 'administrator' } } as const;
const idSchema = z.object({ id: z.uuid() });
const takeOverSchema = z.object({
  rule: retentionRuleSchema,
  orders: z.array(signedPurgeOrderSchema).max(1_000),
  earlier: z.string().max(80).nullable(),
});
const destroyedSchema = declaredSchema.omit({ at: true }).extend({ kiosk: z.uuid().nullable() });
const bySchema = z.object({ by: purgePersonSchema });

/** Retention, purge and lost stations, for the administrator; and stations' purge confirmations. */
export function addPrivacyRoutes(
  app: FastifyInstance,
  { hub, limits }: { hub: Hub; limits: ServerLimits },
): void {
  const { privacy } = hub;
  app.post(
    '/v1/purge/confirmations',
    { config: { access: 'kiosk' }, bodyLimit: limits.body.confirmation },
    async (request) => {
      await privacy.confirm(kioskOf(request), readBody(request, signedConfirmationSchema));
      return {};
    },
  );
  app.get('/v1/admin/privacy', administrator, () => privacy.overview());
  app.post('/v1/admin/privacy/retention', administrator, async (request) => {
    const schema = bySchema.extend({ rule: retentionRuleSchema });
    const { rule, by } = readBody(request, schema);
    await privacy.setRetention(rule, by);
    return {};
  });
  app.post('/v1/admin/purge/requests', administrator, (request) =>
    privacy.requestPurge(readBody(request, bySchema).by),
  );
  app.post('/v1/admin/purge/requests/:id/approve', administrator, (request) =>
    privacy.approvePurge(readValue(request.params, idSchema).id, readBody(request, bySchema).by),
  );
  app.post('/v1/admin/purge/requests/:id/withdraw', administrator, async (request) => {
    await privacy.withdrawPurge(readValue(request.params, idSchema).id);
    return {};
  });
  app.post('/v1/admin/purge/declarations', administrator, async (request) => {
    await privacy.declareDestroyed(readBody(request, destroyedSchema));
    return {};
  });
  app.get('/v1/admin/purge/certificate', administrator, (request) => {
    const { id } = readValue(request.query, z.object({ id: z.uuid().optional() }));
    return privacy.certificate(id ?? null);
  });
  app.post('/v1/admin/seed/privacy', administrator, async (request) => {
    const { rule, orders, earlier } = readBody(request, takeOverSchema);
    await privacy.takeOver(rule, orders, earlier);
    return {};
  });
  app.post('/v1/admin/kiosks/:id/lost', administrator, (request) =>
    privacy.reportLost(readValue(request.params, idSchema).id),
  );
  app.get('/v1/admin/persons/:id', administrator, (request) =>
    privacy.accessRequest(readValue(request.params, idSchema).id),
  );
}
