import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dayRequestSchema, reportQuerySchema } from '../../domain/day-close/day-close-wire.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import type { Hub } from '../app/hub.ts';
import { checkSignature, countInQuery, readBody, readValue } from './body.ts';
import { kioskOf } from './caller.ts';

const desk = { config: { access: 'desk' } } as const;

const dayInQuery = z.object({ day: localDaySchema });
const reportInQuery = z
  .object({ day: z.string(), revision: countInQuery.optional() })
  .transform(({ day, revision }) => ({ day, revision: revision ?? null }))
  .pipe(reportQuerySchema);

/** The close of days: requests and signed orders of desks. */
export function addDayRoutes(app: FastifyInstance, hub: Hub): void {
  app.get('/v1/day', desk, (request) => hub.dayStatus(readValue(request.query, dayInQuery).day));
  app.get('/v1/day/report', desk, async (request) => ({
    signed: await hub.dayReport(readValue(request.query, reportInQuery)),
  }));
  app.post('/v1/day/call', desk, (request) => {
    const kiosk = kioskOf(request);
    checkSignature(request, kiosk);
    return hub.callDayOf(kiosk, readBody(request, dayRequestSchema));
  });
  app.post('/v1/day/close', desk, async (request) => {
    const kiosk = kioskOf(request);
    checkSignature(request, kiosk);
    return { signed: await hub.closeDayOf(kiosk, readBody(request, dayRequestSchema)) };
  });
}
