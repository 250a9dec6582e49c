import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type AccountEntry,
  accountChangeSchema,
  type accountsAnswerSchema,
  type IssuedSetUp,
  newAccountSchema,
} from '../../../domain/hub-hosting/organiser-access.ts';
import type { AccountKeeper, CodedAccount } from '../../accounts/account-list.ts';
import { readBody, readValue } from '../body.ts';
import type { AccessRoutesSetting } from './access-routes.ts';
import { addOrganiserRoute, type OrganiserCall } from './route.ts';

/** What the routes of accounts need. */
export interface AccountRoutesSetting extends AccessRoutesSetting {
  /** `https://…` of every address of the hub; the likeliest first. */
  urls: () => string[];
}

const idSchema = z.object({ id: z.uuid() });

/** The accounts, on the page. `AccountList` records each change with it. */
export function addAccountRoutes(app: FastifyInstance, setting: AccountRoutesSetting): void {
  const { list } = setting.accounts;
  const managing = { right: 'manage-accounts', audit: null } as const;
  addOrganiserRoute(app, setting, {
    ...{ ...managing, method: 'GET', url: '/v1/organiser/accounts' },
    handler: async (): Promise<z.infer<typeof accountsAnswerSchema>> => ({
      accounts: await list.list(),
    }),
  });
  addOrganiserRoute(app, setting, {
    ...{ ...managing, method: 'POST', url: '/v1/organiser/accounts' },
    handler: async (call): Promise<IssuedSetUp> => {
      const request = readBody(call.request, newAccountSchema);
      return issuedSetUp(await list.add(request, keeperOf(call)), setting.urls());
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ ...managing, method: 'POST', url: '/v1/organiser/accounts/:id/reset' },
    asksAgain: true,
    handler: async (call): Promise<IssuedSetUp> =>
      issuedSetUp(await list.reset(idOf(call.request), keeperOf(call)), setting.urls()),
  });
  for (const [word, active] of [
    ['activate', true],
    ['deactivate', false],
  ] as const) {
    addOrganiserRoute(app, setting, {
      ...{ ...managing, method: 'POST', url: `/v1/organiser/accounts/:id/${word}` },
      handler: (call): Promise<AccountEntry> =>
        list.setActive(idOf(call.request), active, keeperOf(call)),
    });
  }
  addOrganiserRoute(app, setting, {
    ...{ ...managing, method: 'PATCH', url: '/v1/organiser/accounts/:id' },
    handler: (call): Promise<AccountEntry> => {
      const { role } = readBody(call.request, accountChangeSchema);
      return list.setRole(idOf(call.request), role, keeperOf(call));
    },
  });
}

function keeperOf({ session, request }: OrganiserCall): AccountKeeper {
  return { accountId: session.account.id, address: request.ip };
}

function idOf(request: FastifyRequest): string {
  return readValue(request.params, idSchema).id;
}

/** The code follows the `#`: browsers send that part to no server, and no log holds it. */
export function issuedSetUp({ account, code, expires }: CodedAccount, urls: string[]): IssuedSetUp {
  const links = urls.map((url) => `${url}/organiser/#set-up=${code}`);
  return { account, code, expires, links };
}
