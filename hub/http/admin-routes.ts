import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inviteCodeSchema } from '../../domain/hub-hosting/organiser-stations.ts';
import { purgePersonSchema } from '../../domain/operators/people.ts';
import { formatInvite } from '../../domain/sync/enrolment.ts';
import {
  backupRequestSchema,
  delegateChangeSchema,
  entriesRequestSchema,
  type IssuedInvite,
  inviteRequestSchema,
  renewTicketsRequestSchema,
  seedKiosksRequestSchema,
  seedRosterRequestSchema,
  stopListChangeSchema,
} from '../admin/admin-wire.ts';
import type { Hub } from '../app/hub.ts';
import { countInQuery, readBody, readValue } from './body.ts';
import type { ServerLimits } from './limits.ts';
import type { HubLog } from './log.ts';

/** What the administrator's routes need. */
export interface AdminRoutesSetting {
  hub: Hub;
  /** `https://…` of every address of the hub; the likeliest first. */
  urls: () => string[];
  pin: string;
  limits: ServerLimits;
  log: HubLog;
}

const administrator = { config: { access: 'administrator' } } as const;
const idSchema = z.object({ id: z.uuid() });
const bySchema = z.object({ by: purgePersonSchema });
const moreSchema = z.object({ limit: countInQuery.optional() });
const delegatesQuerySchema = z.object({ after: z.string().optional(), limit: countInQuery });

/** Stations: invite, list, revoke; and those known from the previous hub (take-over). */
export function addKioskAdminRoutes(app: FastifyInstance, setting: AdminRoutesSetting): void {
  const { hub, urls, pin, log } = setting;
  app.post('/v1/admin/invites', administrator, async (request): Promise<IssuedInvite> => {
    const { code, expires } = await hub.createInvite(readBody(request, inviteRequestSchema));
    log.info({ expires }, 'invited');
    const invites = urls().map((url) => ({ url, text: formatInvite({ url, code, pin }) }));
    return { code, expires, pin, invites };
  });
  app.post('/v1/admin/invites/use', administrator, async (request) => {
    const { code } = readBody(request, inviteCodeSchema);
    return { usedBy: await hub.inviteUsedBy(code) };
  });
  app.get('/v1/admin/kiosks', administrator, () => hub.listKiosks());
  app.post('/v1/admin/kiosks/:id/revoke', administrator, async (request) => {
    const { id } = readValue(request.params, idSchema);
    await hub.revokeKiosk(id);
    return {};
  });
  app.post(
    '/v1/admin/seed/kiosks',
    { ...administrator, bodyLimit: setting.limits.body.entries },
    async (request) => {
      const { kiosks, operators, formerHubs } = readBody(request, seedKiosksRequestSchema);
      await hub.seedKiosks(kiosks, operators, formerHubs);
      return {};
    },
  );
}

/** The roster: files, single changes, and a complete replica (take-over). */
export function addRosterAdminRoutes(app: FastifyInstance, setting: AdminRoutesSetting): void {
  const { hub, log } = setting;
  const large = { ...administrator, bodyLimit: setting.limits.body.entries };
  app.post('/v1/admin/roster/entries', large, (request) => {
    const { entries, source } = readBody(request, entriesRequestSchema);
    return hub.importRoster(entries, source);
  });
  app.post('/v1/admin/seed/roster', large, (request) =>
    hub.seedRoster(readBody(request, seedRosterRequestSchema).delegates),
  );
  app.post('/v1/admin/roster/renew-tickets', large, (request) =>
    hub.renewTickets(readBody(request, renewTicketsRequestSchema).ids),
  );
  app.get('/v1/admin/tickets', administrator, (request) => {
    const { after, limit } = readValue(request.query, delegatesQuerySchema);
    return hub.tickets({ after: after ?? null, limit });
  });
  app.post('/v1/admin/tickets/requests', administrator, (request) =>
    hub.requestRenewal(readBody(request, bySchema).by),
  );
  app.post('/v1/admin/tickets/requests/:id/approve', administrator, (request) =>
    hub.approveRenewal(readValue(request.params, idSchema).id, readBody(request, bySchema).by),
  );
  app.get('/v1/admin/roster', administrator, (request) => {
    const { after, limit } = readValue(request.query, delegatesQuerySchema);
    return hub.listDelegates({ after: after ?? null, limit });
  });
  app.get('/v1/admin/roster/:id', administrator, (request) =>
    hub.delegate(readValue(request.params, idSchema).id),
  );
  app.patch('/v1/admin/roster/:id', administrator, async (request) => {
    const { id } = readValue(request.params, idSchema);
    const delegate = await hub.changeDelegate(id, readBody(request, delegateChangeSchema));
    log.info({ delegate: id }, 'delegate changed');
    return delegate;
  });
  app.delete('/v1/admin/roster/:id', administrator, async (request) => {
    const { id } = readValue(request.params, idSchema);
    await hub.deleteDelegate(id);
    log.info({ delegate: id }, 'delegate deleted');
    return {};
  });
  app.get('/v1/admin/changes', administrator, (request) =>
    hub.rosterChanges(readValue(request.query, moreSchema).limit),
  );
}

/** Stop list, items that need attention, and maintenance of the store. */
export function addCareRoutes(app: FastifyInstance, setting: AdminRoutesSetting): void {
  const { hub, log } = setting;
  app.get('/v1/admin/stop-list', administrator, async () => ({ signed: await hub.stopList() }));
  const large = { ...administrator, bodyLimit: setting.limits.body.entries };
  app.post('/v1/admin/stop-list', large, async (request) => {
    const signed = await hub.changeStopList(readBody(request, stopListChangeSchema));
    log.info({ version: signed.list.version }, 'stop list issued');
    return { signed };
  });
  app.get('/v1/admin/event', administrator, async () => hub.identity().event);
  app.get('/v1/admin/overview', administrator, () => hub.overview());
  app.get('/v1/admin/duplicates', administrator, () => hub.duplicates());
  app.get('/v1/admin/quarantine', administrator, (request) =>
    hub.quarantine(readValue(request.query, moreSchema).limit),
  );
  app.post('/v1/admin/check', administrator, () => hub.checkAll());
  app.post('/v1/admin/backup', administrator, async (request) => {
    const { file } = readBody(request, backupRequestSchema);
    await hub.backup(file);
    log.info({}, 'backed up');
    return {};
  });
}
