import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createGuard, hashToken, isFromThisMachine } from '../../../hub/http/guard.ts';
import { defaultLimits } from '../../../hub/http/limits.ts';

const token = 'a'.repeat(43);

/**
 * Asks a server with one administrator's route behind the hub's guard; returns the status for a
 * caller's address.
 */
async function asks(from: string, fromAnywhere: boolean): Promise<number> {
  const app = fastify();
  await app.register(rateLimit, { global: false });
  app.decorateRequest('caller', null);
  const hub = { stationOfToken: () => Promise.resolve(null) };
  const hash = hashToken(token);
  const organiser = () => Promise.resolve();
  const guard = createGuard(app, hub, hash, defaultLimits, organiser, fromAnywhere);
  app.addHook('onRequest', guard);
  app.setErrorHandler((_error, _request, reply) => reply.code(403).send());
  app.get('/v1/admin/any', { config: { access: 'administrator' } }, () => ({}));
  const headers = { authorization: `Bearer ${token}` };
  const answer = await app.inject({ url: '/v1/admin/any', remoteAddress: from, headers });
  await app.close();
  return answer.statusCode;
}

describe('the administration of a hub', () => {
  it('answers on its own machine alone, even whoever has the token', async () => {
    expect(await asks('127.0.0.1', false)).toBe(200);
    expect(await asks('::1', false)).toBe(200);
    expect(await asks('192.168.1.20', false)).toBe(403);
    expect(await asks('::ffff:192.168.1.20', false)).toBe(403);
  });

  it('answers others where it was told so', async () => {
    expect(await asks('192.168.1.20', true)).toBe(200);
  });

  it.each([
    [{ remoteAddress: '127.0.0.2', localAddress: '127.0.0.1' }, true],
    [{ remoteAddress: '::ffff:127.0.0.1', localAddress: '::ffff:127.0.0.1' }, true],
    [{ remoteAddress: '192.168.1.5', localAddress: '192.168.1.5' }, true],
    [{ remoteAddress: '127.example', localAddress: '192.168.1.5' }, false],
    [{ remoteAddress: '192.168.1.6', localAddress: '192.168.1.5' }, false],
    [{ remoteAddress: undefined, localAddress: undefined }, false],
  ])('%o is of this machine: %s', (socket, is) => expect(isFromThisMachine(socket)).toBe(is));
});
