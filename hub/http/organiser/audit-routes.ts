import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type AuditPage,
  auditActionSchema,
  auditQuerySchema,
} from '../../../domain/hub-hosting/organiser-audit.ts';
import type { ApprovalPerson } from '../../accounts/approvals.ts';
import { countInQuery, readValue } from '../body.ts';
import type { AccessRoutesSetting } from './access-routes.ts';
import { answerRoute, idOf } from './answer-route.ts';
import { addOrganiserRoute, type OrganiserCall } from './route.ts';

const queryInAddress = z
  .object({
    before: countInQuery.optional(),
    limit: countInQuery.default(100),
    account: z.string().optional(),
    delegate: z.string().optional(),
    action: auditActionSchema.optional(),
  })
  .pipe(auditQuerySchema);

/** Who searched, saw or exported what; only for the data protection officer. Audited itself. */
export function addAuditRoute(app: FastifyInstance, setting: AccessRoutesSetting): void {
  addOrganiserRoute(app, setting, {
    ...{ method: 'GET', url: '/v1/organiser/audit', right: 'read-audit', audit: 'audit-read' },
    handler: async ({ request, note }): Promise<AuditPage> => {
      const query = readValue(request.query, queryInAddress);
      const page = await setting.accounts.audit.read(query);
      const only = [query.account, query.action].filter((part) => part !== undefined);
      note({
        detail: ['entries', ...only].join(' '),
        count: page.entries.length,
        ...(query.delegate === undefined ? {} : { delegateId: query.delegate }),
      });
      return page;
    },
  });
}

/**
 * Requests that wait for a second person. They come from separate routes, which call
 * `Approvals.request`, and `Approvals.spend` before they act. `Approvals` checks the rights of each
 * kind and records each step.
 */
export function addApprovalRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { approvals } = setting.accounts;
  const signedIn = { right: 'signed-in', audit: null } as const;
  answerRoute(app, setting, 'approvals', {
    ...signedIn,
    answer: async (_input, { session }) => ({
      approvals: await approvals.list(session.account.id),
    }),
  });
  for (const [name, verdict] of [
    ['approve', 'approved'],
    ['refuse', 'refused'],
  ] as const) {
    answerRoute(app, setting, name, {
      ...signedIn,
      answer: async ({ note }, call) => {
        await approvals.decide(idOf(call.request), { verdict, note }, personOf(call));
        return {};
      },
    });
  }
  answerRoute(app, setting, 'withdraw', {
    ...signedIn,
    answer: async (_input, call) => {
      await approvals.withdraw(idOf(call.request), personOf(call));
      return {};
    },
  });
}

/** The caller in the form that `Approvals` needs. */
export function personOf({ session, request }: OrganiserCall): ApprovalPerson {
  return { accountId: session.account.id, address: request.ip };
}
