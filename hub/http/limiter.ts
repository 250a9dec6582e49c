import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubProblem } from '../../domain/sync/problems.ts';

const minute = 60_000;

/** Counts a request; throws HubProblem `too-many-requests` if too many came within a minute. */
export type Limiter = (request: FastifyRequest) => Promise<void>;

/** A limit of `max` requests a minute for each key. Register `@fastify/rate-limit` first. */
export function limiterOf(
  app: FastifyInstance,
  max: number,
  key: (request: FastifyRequest) => string,
): Limiter {
  const count = app.createRateLimit({ max, timeWindow: minute, keyGenerator: key });
  return async (request) => {
    const found = await count(request);
    if (found.isAllowed || !found.isExceeded) return;
    throw new HubProblem('too-many-requests', 'a minute', { retryAfter: found.ttl });
  };
}
