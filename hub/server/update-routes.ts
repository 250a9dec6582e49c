import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HubProblem } from '../../domain/wire/problems.ts';
import { platformSchema, updateAnswerSchema, versionSchema } from '../../domain/wire/update.ts';
import type { UpdateSource } from '../service/update/update-source.ts';
import { countInQuery, readValue } from './body.ts';

const platformQuery = z.object({ platform: platformSchema });
const pieceQuery = z.object({
  platform: platformSchema,
  version: versionSchema,
  from: countInQuery,
});

/**
 * What stations ask about updates of the app. The hub hands on what it was given: who made it, each station finds out by
 * the publisher's signature.
 *
 * @param updates null where this hub has no folder of its own: it then knows of none
 */
export function addUpdateRoutes(app: FastifyInstance, updates: UpdateSource | null): void {
  const forKiosks = { config: { access: 'kiosk' } } as const;
  app.get('/v1/updates', forKiosks, async (request) => {
    const { platform } = readValue(request.query, platformQuery);
    return updateAnswerSchema.parse({ newest: (await updates?.newest(platform)) ?? null });
  });
  app.get('/v1/updates/piece', forKiosks, async (request, reply) => {
    const { platform, version, from } = readValue(request.query, pieceQuery);
    const found = await updates?.newest(platform);
    // A newer one has come meanwhile: the station asks again from the beginning.
    if (updates === null || found?.manifest.version !== version) {
      throw new HubProblem('not-found', 'update');
    }
    const piece = await updates.piece(found.manifest, from);
    return reply.header('content-type', 'application/octet-stream').send(Buffer.from(piece));
  });
}
