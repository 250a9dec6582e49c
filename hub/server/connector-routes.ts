import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { connectorSettingsSchema } from '../../connectors/settings.ts';
import { runRequestSchema } from '../admin/connector-calls.ts';
import type { AdminRoutesSetting } from './admin-routes.ts';
import { readBody, readValue } from './body.ts';

const administrator = { config: { access: 'administrator' } } as const;
const nameSchema = z.object({ name: z.string().max(40) });

/** Connectors to outside systems: list, add, run, remove. */
export function addConnectorRoutes(app: FastifyInstance, { hub }: AdminRoutesSetting): void {
  app.get('/v1/admin/connectors', administrator, () => hub.connectors.list());
  app.post('/v1/admin/connectors', administrator, async (request) => {
    await hub.connectors.add(readBody(request, connectorSettingsSchema));
    return {};
  });
  app.post('/v1/admin/connectors/:name/run', administrator, async (request) => {
    const { name } = readValue(request.params, nameSchema);
    await hub.connectors.begin(name, readBody(request, runRequestSchema));
    return {};
  });
  app.delete('/v1/admin/connectors/:name', administrator, async (request) => {
    await hub.connectors.remove(readValue(request.params, nameSchema).name);
    return {};
  });
}
