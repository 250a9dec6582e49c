import type { NewAccount } from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import { hostingCalls, type PageAccount } from '../../preload/contract/hub-hosting.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { notInTraining, operatorIdOf } from '../base/context.ts';
import { askingHub } from '../hub-client/hub-failure.ts';
import { withSecondPerson } from '../operators/approve.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import type { HostService, HubAdmin } from './host-service.ts';
import { qrPath } from './link/qr-path.ts';
import { takeOverView } from './take-over-view.ts';

interface HostingParts extends CallParts {
  host: HostService;
  link: Pick<LinkService, 'syncNow'>;
}

export function hostingAnswers(desk: HostingParts) {
  const { host, link, notify } = desk;
  return answers(hostingCalls, {
    hostHub: (input, caller) => {
      notInTraining(desk.context);
      return host.host(input, operatorIdOf(caller));
    },
    takeOverHub: (input, caller) => {
      notInTraining(desk.context);
      return host.takeOver(input, operatorIdOf(caller), (progress) =>
        notify('takeOverProgress', progress),
      );
    },
    getTakeOver: async () => {
      const admin = host.admin();
      return admin === null ? null : askingHub(() => takeOverView(desk.context.db, admin));
    },
    stopHosting: () => host.stopHosting(),
    createInvite: (input) => askingHub(() => host.createInvite(input)),
    getInviteUse: ({ code }) => askingHub(() => adminOf(desk).inviteUsedBy(code)),
    addPageAccount: ({ name, role, again }) =>
      askingHub(() => givePageAccount(adminOf(desk), { name, role }, again)),
    revokeStation: async ({ id }) => {
      await askingHub(() => adminOf(desk).revokeStation(id));
      link.syncNow();
    },
    changeStops: async ({ pin, ...change }, caller) => {
      // Checked first: no supervisor should type a PIN for what cannot be done here.
      const admin = adminOf(desk);
      const request = { pin, right: 'approve-stop-list' } as const;
      return withSecondPerson(desk.context, caller, request, async () => {
        await askingHub(() => admin.changeStopList(change));
        // The hub's own desk gets the list like every other one: signed, by its sync.
        link.syncNow();
        return {};
      });
    },
    backUpHub: async () => {
      const admin = adminOf(desk);
      const path = await desk.dialogs.saveHubBackup();
      if (path === null) return false;
      await askingHub(() => admin.backup(path));
      return true;
    },
  });
}

function adminOf({ host }: HostingParts): HubAdmin {
  const admin = host.admin();
  if (admin === null) throw new CallFailure('not-hosting');
  return admin;
}

type Admin = Pick<
  AdminClient,
  'addAccount' | 'listAccounts' | 'resetAccount' | 'setAccountRole' | 'setAccountActive'
>;

/**
 * Makes an account of the organiser's page at the hub that runs here, or a new link to one.
 *
 * @param again the account with this name is reset, gets the role and is active again
 * @throws what the hub's calls throw
 */
export async function givePageAccount(
  admin: Admin,
  account: NewAccount,
  again: boolean,
): Promise<PageAccount> {
  try {
    const { code, links } = again ? await reset(admin, account) : await admin.addAccount(account);
    const [link = ''] = links;
    return { result: 'made', link, qr: await qrPath(link), code };
  } catch (error) {
    if (error instanceof HubProblem && error.detail === 'name') return { result: 'name-taken' };
    throw error;
  }
}

async function reset(admin: Admin, { name, role }: NewAccount) {
  const key = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
  const found = (await admin.listAccounts()).find((one) => key(one.name) === key(name));
  if (found === undefined) return admin.addAccount({ name, role });
  await admin.setAccountRole(found.id, role);
  await admin.setAccountActive(found.id, true);
  return admin.resetAccount(found.id);
}
