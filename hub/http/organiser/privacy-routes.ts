import type { FastifyInstance } from 'fastify';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { Accounts } from '../../accounts/create-accounts.ts';
import type { Hub } from '../../app/hub.ts';
import { progressOf } from '../../organiser/purge-progress.ts';
import type { HubLog } from '../log.ts';
import { answerRoute, idOf } from './answer-route.ts';
import { personOf } from './audit-routes.ts';
import type { OrganiserCall, OrganiserRouteSetting } from './route.ts';
import { isSameName } from './station-routes.ts';

export interface PrivacyPageSetting {
  hub: Pick<Hub, 'privacy' | 'organiser' | 'listStations'>;
  accounts: Accounts;
  log: HubLog;
}

/**
 * Adds the purge: one account requests (`…/purges/request`), another approves
 * (`…/approvals/:id/approve`), and then it is ordered, once (`…/purges` with the approval's id).
 */
export function addPurgePageRoutes(app: FastifyInstance, setting: PrivacyPageSetting): void {
  const { hub, accounts } = setting;
  const { privacy } = hub;
  const routes = routeSettingOf(setting);
  answerRoute(app, routes, 'privacy', () => privacy.overview());
  answerRoute(app, routes, 'purgeProgress', async (_input, { request }) =>
    progressOf(await privacy.certificate(idOf(request))),
  );
  answerRoute(app, routes, 'purgeCertificate', (_input, call) =>
    privacy.certificate(noted(call, 'certificate')),
  );
  answerRoute(app, routes, 'requestPurge', async ({ reason }, call) => {
    const { rule, state } = await privacy.overview();
    assertNoEventDay(state.phase);
    const subject = `purge ${rule.set} ${rule.days ?? 'never'}`;
    const asked = { subject, reason };
    return { approval: await accounts.approvals.request('purge', asked, personOf(call)) };
  });
  answerRoute(app, routes, 'orderPurge', async ({ approval }, { note }) => {
    note({ detail: `approval ${approval}` });
    assertNoEventDay((await privacy.overview()).state.phase);
    const people = await accounts.approvals.spend(approval, 'purge');
    return privacy.orderPurge({
      requestedBy: accountOf(people.requestedBy),
      approvedBy: accountOf(people.approvedBy),
    });
  });
}

/** Adds the report of the people that a lost station held, and of all data about one person. */
export function addPersonPageRoutes(app: FastifyInstance, setting: PrivacyPageSetting): void {
  const { hub } = setting;
  const routes = routeSettingOf(setting);
  answerRoute(app, routes, 'reportLost', async ({ confirm }, call) => {
    const id = noted(call, 'lost');
    const station = (await hub.listStations()).find((station) => station.id === id);
    if (station === undefined) throw new HubProblem('not-found', 'station');
    if (!isSameName(confirm, station.name)) throw new HubProblem('bad-request', 'confirm');
    const report = await hub.privacy.reportLost(id);
    call.note({ count: report.persons.length });
    return report;
  });
  answerRoute(app, routes, 'findPerson', async (request, { note }) => {
    note({ query: request.query });
    const found = await hub.organiser.search(request);
    note({ count: found.rows.length });
    return found;
  });
  answerRoute(app, routes, 'personReport', (_input, { request, note }) => {
    const id = idOf(request);
    note({ delegateId: id });
    return hub.privacy.accessRequest(id);
  });
}

export function routeSettingOf({
  accounts,
  log,
}: Pick<PrivacyPageSetting, 'accounts' | 'log'>): OrganiserRouteSetting {
  return { audit: accounts.audit, log };
}

function assertNoEventDay(phase: string): void {
  if (phase === 'during') throw new HubProblem('not-allowed', 'event-days');
}

/** Returns the id in the address, noted for the audit. */
function noted({ request, note }: OrganiserCall, what: string): string {
  const id = idOf(request);
  note({ detail: `${what} ${id}` });
  return id;
}

export function accountOf({ id, name }: { id: string; name: string }): PurgePerson {
  return { kind: 'account', id, name };
}
