import { CallFailure } from '../call-failure.ts';
import type { HubAdmin } from '../hub-link/host-service.ts';
import { askingHub } from '../hub-link/hub-failure.ts';
import { givePageAccount } from '../hub-link/page-account.ts';
import { notInTraining, operatorIdOf } from '../use-cases/context.ts';
import { withSecondPerson } from '../use-cases/second-person.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type HostHandlers = Pick<
  Handlers,
  | 'hostHub'
  | 'takeOverHub'
  | 'stopHosting'
  | 'createInvite'
  | 'getInviteUse'
  | 'addPageAccount'
  | 'revokeKiosk'
  | 'changeStops'
  | 'backUpHub'
>;

/** The calls of a desk that hosts the hub, or is about to. */
export function hostHandlers(desk: Desk): HostHandlers {
  const { host, link, notify } = desk;
  return {
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
    stopHosting: () => host.stopHosting(),
    createInvite: (input) => askingHub(() => host.createInvite(input)),
    getInviteUse: ({ code }) => askingHub(() => adminOf(desk).inviteUsedBy(code)),
    addPageAccount: ({ name, role, again }) =>
      askingHub(() => givePageAccount(adminOf(desk), { name, role }, again)),
    revokeKiosk: async ({ id }) => {
      await askingHub(() => adminOf(desk).revokeKiosk(id));
      link.syncNow();
    },
    changeStops: async ({ pin, ...change }, caller) => {
      // Asked first: nobody types a PIN for what cannot be done here.
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
  };
}

function adminOf({ host }: Desk): HubAdmin {
  const admin = host.admin();
  if (admin === null) throw new CallFailure('not-hosting');
  return admin;
}
