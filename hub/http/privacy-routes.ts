import type { FastifyInstance } from 'fastify';
import { signedConfirmationSchema } from '../../domain/privacy/outcome.ts';
import type { Hub } from '../app/hub.ts';
import { readBody } from './body.ts';
import { kioskOf } from './caller.ts';
import type { ServerLimits } from './limits.ts';

/** Stations' confirmations that they purged. */
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
}
