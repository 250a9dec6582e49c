import type { FastifyInstance } from 'fastify';
import type { RouteRight } from '../../domain/organiser/route.ts';
import type { AccessWord } from './guard.ts';
import type { ServerLimits } from './limits.ts';

export interface RouteEntry {
  method: string;
  /** With the names of its parameters: `/v1/organiser/accounts/:id`. */
  url: string;
  access: AccessWord;
  /** The right of an organiser's route; null for others. */
  right: RouteRight | null;
  /** Max body, in bytes. */
  bodyLimit: number;
}

/**
 * Makes the hub refuse to start with a route that does not declare its callers. Routes of the
 * organiser's page must also name a right. Each route gets a body limit, as a parser's own limit
 * would apply otherwise: that of sticks is 64 MiB. Call it before the first route is added.
 *
 * @returns the table, which fills as routes are added
 */
export function watchRoutes(
  app: FastifyInstance,
  { body }: Pick<ServerLimits, 'body'>,
): readonly RouteEntry[] {
  const table: RouteEntry[] = [];
  app.addHook('onRoute', (route) => {
    const { method, url, config } = route;
    const access = config?.access;
    if (access === undefined) throw new Error(`${url}: who may call it?`);
    const isOrganiser = url.startsWith('/v1/organiser/');
    if (isOrganiser !== (access === 'organiser')) throw new Error(`${url}: not for ${access}`);
    const right = config?.organiser?.right ?? null;
    if (isOrganiser && right === null) throw new Error(`${url}: with which right?`);
    const bodyLimit =
      route.bodyLimit ?? (access === 'administrator' ? body.administrator : body.default);
    route.bodyLimit = bodyLimit;
    for (const each of [method].flat()) table.push({ method: each, url, access, right, bodyLimit });
  });
  return table;
}
