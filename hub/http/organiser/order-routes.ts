import type { FastifyInstance } from 'fastify';
import { orderLine, orderOfLine } from '../../../domain/ledger/judgement.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { Hub } from '../../app/hub.ts';
import { answerRoute } from './answer-route.ts';
import { personOf } from './audit-routes.ts';
import { accountOf, type PrivacyPageSetting, routeSettingOf } from './privacy-routes.ts';

export type OrderRoutesSetting = Omit<PrivacyPageSetting, 'hub'> & {
  hub: Pick<Hub, 'judging' | 'listStations'>;
};

/**
 * Adds orders on records of stations: one account requests, another approves
 * (`…/approvals/:id/approve`), and then the order is given once (`…/orders` with the approval's
 * id).
 */
export function addOrderRoutes(app: FastifyInstance, setting: OrderRoutesSetting): void {
  const { hub, accounts } = setting;
  const routes = routeSettingOf(setting);
  answerRoute(app, routes, 'orders', async () => {
    const { orders, disregarded } = await hub.judging.overview();
    return { orders, disregarded };
  });
  answerRoute(app, routes, 'requestOrder', async ({ order, reason }, call) => {
    const known = await hub.listStations();
    if (!known.some(({ id }) => id === order.range.station)) {
      throw new HubProblem('not-found', 'station');
    }
    const asked = { subject: orderLine(order), reason };
    return { approval: await accounts.approvals.request('records', asked, personOf(call)) };
  });
  answerRoute(app, routes, 'giveOrder', async ({ approval }, { note }) => {
    note({ detail: `approval ${approval}` });
    const { subject, requestedBy, approvedBy } = await accounts.approvals.spend(
      approval,
      'records',
    );
    note({ detail: `approval ${approval}: ${subject}` });
    const order = orderOfLine(subject);
    if (order === null) throw new HubProblem('internal', 'subject');
    await hub.judging.order(order, {
      requestedBy: accountOf(requestedBy),
      approvedBy: accountOf(approvedBy),
    });
    return {};
  });
}
