import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubProblem } from '../../domain/wire/problems.ts';
import { largestStick } from '../../domain/wire/stick.ts';
import type { Hub } from '../service/hub.ts';
import { kioskOf } from './caller.ts';

/**
 * Sticks: a desk hands one on as it is, and the administrator imports it. The desk signs nothing: the file bears
 * the signature of the kiosk whose facts they are, and the same file again changes nothing.
 */
export function addStickRoutes(app: FastifyInstance, hub: Hub): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  app.post('/v1/stick', { config: { access: 'desk' }, bodyLimit: largestStick }, (request) =>
    hub.importStick(fileOf(request), kioskOf(request)),
  );
  app.post(
    '/v1/admin/stick',
    { config: { access: 'administrator' }, bodyLimit: largestStick },
    (request) => hub.importStick(fileOf(request), null),
  );
}

function fileOf(request: FastifyRequest): Uint8Array {
  const isFile = request.headers['content-type'] === 'application/octet-stream';
  if (!isFile || !Buffer.isBuffer(request.body)) throw new HubProblem('bad-request', 'file');
  return request.body;
}
