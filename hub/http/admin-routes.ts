import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatInvite } from '../../domain/sync/enrolment.ts';
import type { Accounts } from '../accounts/create-accounts.ts';
import { type AdminAnswers, everyAdminCall } from '../admin/admin-calls.ts';
import type { Hub } from '../app/hub.ts';
import { readBody } from './body.ts';
import type { ServerLimits } from './limits.ts';
import type { HubLog } from './log.ts';
import { issuedSetUp } from './organiser/account-routes.ts';

export interface AdminRoutesSetting {
  hub: Hub;
  /** `https://…` of every address of the hub; the likeliest first. */
  urls: () => string[];
  fingerprint: string;
  accounts: Accounts;
  limits: ServerLimits;
  log: HubLog;
}

type Run = (...args: unknown[]) => Promise<unknown>;

/** Adds one route for each call of the administration (`adminCalls`). */
export function addAdminRoutes(app: FastifyInstance, setting: AdminRoutesSetting): void {
  for (const [name, { args, isLarge }] of everyAdminCall()) {
    const [first = '', part] = name.split('.');
    const schema = z.tuple(args as unknown as [z.ZodType]);
    app.post(
      `/v1/admin/${name}`,
      {
        config: { access: 'administrator' },
        ...(isLarge ? { bodyLimit: setting.limits.body.entries } : {}),
      },
      async (request) => {
        const answers: object = answersTo(setting, request.ip);
        const found: unknown = Reflect.get(answers, first);
        const run = (part === undefined ? found : Reflect.get(found as object, part)) as Run;
        return { answer: await run(...readBody(request, schema)) };
      },
    );
  }
}

/** The hub's answers to an administrator at this address. */
function answersTo(setting: AdminRoutesSetting, address: string): AdminAnswers {
  const { hub, urls, fingerprint, log } = setting;
  const { list } = setting.accounts;
  const keeper = { accountId: null, address };
  return {
    // The other calls are the hub's own, under the same names.
    ...hub,
    invite: async (request) => {
      const { code, expires } = await hub.createInvite(request);
      log.info({ expires }, 'invited');
      const invites = urls().map((url) => ({
        url,
        text: formatInvite({ url, code, fingerprint }),
      }));
      return { code, expires, fingerprint, invites };
    },
    listDelegates: (after, limit) => hub.listDelegates({ after, limit }),
    changeDelegate: async (id, change) => {
      const delegate = await hub.changeDelegate(id, change);
      log.info({ delegate: id }, 'delegate changed');
      return delegate;
    },
    deleteDelegate: async (id) => {
      await hub.deleteDelegate(id);
      log.info({ delegate: id }, 'delegate deleted');
    },
    tickets: (after, limit) => hub.tickets({ after, limit }),

    changeStopList: async (change) => {
      const signed = await hub.changeStopList(change);
      log.info({ entries: signed.list.entries.length }, 'stop list issued');
      return signed;
    },

    event: async () => hub.identity().event,
    backup: async (file) => {
      await hub.backup(file);
      log.info({}, 'backed up');
    },

    listConnectors: () => hub.connectors.list(),
    addConnector: (settings) => hub.connectors.add(settings),
    removeConnector: (name) => hub.connectors.remove(name),
    runConnector: (name, request) => hub.connectors.begin(name, request),

    listAccounts: () => list.list(),
    addAccount: async (account) => issuedSetUp(await list.add(account, keeper), urls()),
    resetAccount: async (id) => issuedSetUp(await list.reset(id, keeper), urls()),
    setAccountActive: (id, active) => list.setActive(id, active, keeper),
    setAccountRole: (id, role) => list.setRole(id, role, keeper),
  };
}
