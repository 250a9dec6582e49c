import type { FastifyInstance } from 'fastify';
import type { AccessWord } from './caller.ts';
import type { ServerLimits } from './limits.ts';
import type { RouteRight } from './organiser/route.ts';

/** A route as the server has it. */
export interface RouteEntry {
  method: string;
  /** With the names of its parameters: `/v1/organiser/accounts/:id`. */
  url: string;
  access: AccessWord;
  /** Of the organiser's routes. */
  right: RouteRight | null;
  /** Largest body, in bytes. */
  bodyLimit: number;
}

/**
 * Lets nobody add a route without saying who may call it: such a hub does not start. Routes of the organiser's page
 * must name a right besides. Each route gets a limit of its body: a parser's own would hold instead, and that of
 * sticks takes 64 MiB. Call before the first route.
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
      route.bodyLimit ?? (access === 'administrator' ? body.administrator : body.usual);
    route.bodyLimit = bodyLimit;
    for (const each of [method].flat()) table.push({ method: each, url, access, right, bodyLimit });
  });
  return table;
}
