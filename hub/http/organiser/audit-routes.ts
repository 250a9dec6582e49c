import type { FastifyInstance } from 'fastify';
import type { ApprovalPerson } from '../../accounts/approvals.ts';
import type { AccessRoutesSetting } from './account-routes.ts';
import { answerRoute, idOf } from './answer-route.ts';
import type { OrganiserCall } from './route.ts';

/** Adds the audit, only for the data protection officer. Reading it is audited as well. */
export function addAuditRoute(app: FastifyInstance, setting: AccessRoutesSetting): void {
  answerRoute(app, setting, 'audit', async (query, { note }) => {
    const page = await setting.accounts.audit.read(query);
    const only = [query.account, query.action].filter((part) => part !== undefined);
    note({
      detail: ['entries', ...only].join(' '),
      count: page.entries.length,
      ...(query.delegate === undefined ? {} : { delegateId: query.delegate }),
    });
    return page;
  });
}

/**
 * Adds the requests that wait for a second person. Separate routes create them with
 * `Approvals.request`, and call `Approvals.spend` before they act. `Approvals` checks the rights of
 * each kind and records each step.
 */
export function addApprovalRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { approvals } = setting.accounts;
  answerRoute(app, setting, 'approvals', async (_input, { session }) => ({
    approvals: await approvals.list(session.account.id),
  }));
  for (const [name, verdict] of [
    ['approve', 'approved'],
    ['refuse', 'refused'],
  ] as const) {
    answerRoute(app, setting, name, async ({ note }, call) => {
      await approvals.decide(idOf(call.request), { verdict, note }, personOf(call));
      return {};
    });
  }
  answerRoute(app, setting, 'withdraw', async (_input, call) => {
    await approvals.withdraw(idOf(call.request), personOf(call));
    return {};
  });
}

export function personOf({ session, request }: OrganiserCall): ApprovalPerson {
  return { accountId: session.account.id, address: request.ip };
}
