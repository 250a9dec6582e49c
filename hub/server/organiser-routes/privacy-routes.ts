import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { Accounts } from '../../accounts/create-accounts.ts';
import type { Hub } from '../../service/hub.ts';
import { readBody, readValue } from '../body.ts';
import type { HubLog } from '../log.ts';
import { personOf } from '../organiser/audit-routes.ts';
import { addOrganiserRoute, type OrganiserCall } from '../organiser/route.ts';

/** What the privacy routes of the organiser's page work with. */
export interface PrivacyPageSetting {
  hub: Pick<Hub, 'privacy'>;
  accounts: Accounts;
  log: HubLog;
}

const idSchema = z.object({ id: z.uuid() });
const spendSchema = z.object({ approval: z.uuid() });

/**
 * Purge on the organiser's page: one account asks (`…/purges/request`), another approves (`…/approvals/:id/approve`),
 * and then it is ordered, once (`…/purges` with the approval's id). Answers have the forms of the administrator's API
 * (hub/admin/privacy-client.ts).
 */
export function addPurgePageRoutes(app: FastifyInstance, setting: PrivacyPageSetting): void {
  const { hub, accounts } = setting;
  const { privacy } = hub;
  const routes = { audit: accounts.audit, log: setting.log };
  addOrganiserRoute(app, routes, {
    ...{ method: 'GET', url: '/v1/organiser/privacy', right: 'see-purges', audit: null },
    handler: () => privacy.overview(),
  });
  addOrganiserRoute(app, routes, {
    ...{ method: 'GET', url: '/v1/organiser/purges/:id/certificate', right: 'see-purges' },
    audit: 'exported',
    handler: (call) => {
      const id = noted(call, 'certificate');
      return privacy.certificate(id);
    },
  });
  addOrganiserRoute(app, routes, {
    ...{ method: 'POST', url: '/v1/organiser/purges/request', right: 'request-purge' },
    // The approval itself is recorded.
    audit: null,
    handler: async (call) => {
      const { rule, state } = await privacy.overview();
      assertNoEventDay(state.phase);
      const subject = `purge ${rule.set} ${rule.days ?? 'never'}`;
      return { approval: await accounts.approvals.request('purge', subject, personOf(call)) };
    },
  });
  addOrganiserRoute(app, routes, {
    ...{ method: 'POST', url: '/v1/organiser/purges', right: 'request-purge', audit: 'changed' },
    handler: async ({ request, note }) => {
      const { approval } = readBody(request, spendSchema);
      note({ detail: `purge ${approval}` });
      // Before the approval is spent, which serves once.
      assertNoEventDay((await privacy.overview()).state.phase);
      const people = await accounts.approvals.spend(approval, 'purge');
      return privacy.orderPurge({
        requestedBy: accountOf(people.requestedBy),
        approvedBy: accountOf(people.approvedBy),
      });
    },
  });
}

/** Whom a lost kiosk held, and everything held of one person. */
export function addPersonPageRoutes(app: FastifyInstance, setting: PrivacyPageSetting): void {
  const { hub, accounts, log } = setting;
  const routes = { audit: accounts.audit, log };
  addOrganiserRoute(app, routes, {
    ...{ method: 'POST', url: '/v1/organiser/kiosks/:id/lost', right: 'report-kiosk-lost' },
    audit: 'kiosk-reported-lost',
    handler: async (call) => {
      const report = await hub.privacy.reportLost(noted(call, 'lost'));
      call.note({ count: report.persons.length });
      return report;
    },
  });
  addOrganiserRoute(app, routes, {
    ...{ method: 'GET', url: '/v1/organiser/persons/:id', right: 'export-person' },
    audit: 'person-exported',
    handler: (call) => {
      const { id } = readValue(call.request.params, idSchema);
      call.note({ delegateId: id });
      return hub.privacy.accessRequest(id);
    },
  });
}

function assertNoEventDay(phase: string): void {
  if (phase === 'during') throw new HubProblem('not-allowed', 'event-days');
}

/** The id in the address, noted for the audit. */
function noted({ request, note }: OrganiserCall, what: string): string {
  const { id } = readValue(request.params, idSchema);
  note({ detail: `${what} ${id}` });
  return id;
}

function accountOf({ id, name }: { id: string; name: string }): PurgePerson {
  return { kind: 'account', id, name };
}
