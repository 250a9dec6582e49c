import type { FastifyInstance } from 'fastify';
import { formatInvite } from '../../../domain/sync/enrolment.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { answerRoute, idOf } from './answer-route.ts';
import type { DataRoutesSetting } from './data-routes.ts';

export interface StationRoutesSetting extends DataRoutesSetting {
  /** `https://…` of every address of the hub; the likeliest first. */
  urls: () => string[];
  fingerprint: string;
}

/** Adds the routes about stations (state, invitations, revocation) and operators of desks. */
export function addStationRoutes(app: FastifyInstance, setting: StationRoutesSetting): void {
  const { hub, urls, fingerprint, log } = setting;
  answerRoute(app, setting, 'stations', () => hub.organiser.stations());
  answerRoute(app, setting, 'inviteStation', async ({ mode, name, replaces }, { note }) => {
    note({ detail: replaces === null ? mode : `${mode} replaces ${replaces}` });
    const { code, expires } = await hub.createInvite({ mode, name, replaces, takeover: false });
    log.info({ expires }, 'invited');
    const invites = urls().map((url) => ({ url, text: formatInvite({ url, code, fingerprint }) }));
    return { code, expires, fingerprint, invites };
  });
  answerRoute(app, setting, 'inviteUse', async ({ code }) => ({
    usedBy: await hub.inviteUsedBy(code),
  }));
  answerRoute(app, setting, 'cancelInvite', async ({ code }, { note }) => {
    note({ detail: 'taken back' });
    await hub.organiser.cancelInvite(code);
    return {};
  });
  answerRoute(app, setting, 'vouchForOperator', async (_input, { request, note }) => {
    const id = idOf(request);
    note({ detail: id });
    await hub.organiser.vouchForOperator(id);
    return {};
  });
  answerRoute(app, setting, 'revokeStation', async ({ confirm }, { request, note }) => {
    const id = idOf(request);
    note({ detail: id });
    const station = (await hub.listStations()).find((station) => station.id === id);
    if (station === undefined) throw new HubProblem('not-found', 'station');
    if (!isSameName(confirm, station.name)) throw new HubProblem('bad-request', 'confirm');
    await hub.revokeStation(id);
    return {};
  });
}

/** Whether the typed text is this name, regardless of case and Unicode form. */
export function isSameName(typed: string, name: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
  return plain(typed) === plain(name);
}
