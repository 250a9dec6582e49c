import type { FastifyInstance } from 'fastify';

/**
 * Lets nobody add a route without saying who may call it: such a hub does not start. Routes of the organiser's page
 * must name a right besides. Call before the first route.
 */
export function refuseRoutesWithoutAccess(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`${url}: who may call it?`);
    const isOrganiser = url.startsWith('/v1/organiser/');
    if (isOrganiser !== (access === 'organiser')) throw new Error(`${url}: not for ${access}`);
    if (isOrganiser && config?.organiser === undefined)
      throw new Error(`${url}: with which right?`);
  });
}
