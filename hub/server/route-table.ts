import type { FastifyInstance } from 'fastify';
import type { AccessWord } from './caller.ts';
import type { RouteRight } from './organiser/route.ts';

/** A route as the server has it. */
export interface RouteEntry {
  method: string;
  /** With the names of its parameters: `/v1/organiser/accounts/:id`. */
  url: string;
  access: AccessWord;
  /** Of the organiser's routes. */
  right: RouteRight | null;
}

/**
 * Lets nobody add a route without saying who may call it: such a hub does not start. Routes of the organiser's page
 * must name a right besides. Call before the first route.
 *
 * @returns the table, which fills as routes are added
 */
export function watchRoutes(app: FastifyInstance): readonly RouteEntry[] {
  const table: RouteEntry[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`${url}: who may call it?`);
    const isOrganiser = url.startsWith('/v1/organiser/');
    if (isOrganiser !== (access === 'organiser')) throw new Error(`${url}: not for ${access}`);
    const right = config?.organiser?.right ?? null;
    if (isOrganiser && right === null) throw new Error(`${url}: with which right?`);
    for (const each of [method].flat()) table.push({ method: each, url, access, right });
  });
  return table;
}
