import type { NewAccount } from '../../domain/hub-hosting/organiser-access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import type { PageAccount } from '../../preload/contract/hub-hosting.ts';
import { qrPath } from './link/qr-path.ts';

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
