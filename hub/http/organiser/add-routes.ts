import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../../accounts/create-accounts.ts';
import type { HubLog } from '../log.ts';
import {
  addAccountRoutes,
  addOwnAccountRoutes,
  addSessionRoutes,
  addSignInRoutes,
} from './account-routes.ts';
import { addApprovalRoutes, addAuditRoute } from './audit-routes.ts';

/** What all routes of the organiser's page need. */
export interface OrganiserSetting {
  accounts: Accounts;
  urls: () => string[];
  log: HubLog;
}

/** Every route about the users of the organiser's page. */
export function addOrganiserRoutes(
  app: FastifyInstance,
  { accounts, urls, log }: OrganiserSetting,
): void {
  const setting = { accounts, audit: accounts.audit, urls, log };
  addSignInRoutes(app, setting);
  addSessionRoutes(app, setting);
  addOwnAccountRoutes(app, setting);
  addAccountRoutes(app, setting);
  addAuditRoute(app, setting);
  addApprovalRoutes(app, setting);
}
