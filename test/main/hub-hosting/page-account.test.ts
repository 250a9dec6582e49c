import { afterEach, expect, test } from 'vitest';
import { givePageAccount } from '../../../main/hub-hosting/hosting-calls.ts';
import { cleanUp, startTestHub } from '../../hub/http/support.ts';

afterEach(cleanUp);

test('the first account is made at the desk that hosts the hub; a name that is taken is said, and reset if requested', async () => {
  const hub = await startTestHub();
  const account = { name: 'Anna', role: 'viewer' } as const;
  const made = await givePageAccount(hub.admin, account, false);
  if (made.result !== 'made') throw new Error(made.result);
  expect(made.link).toBe(`${hub.url}/organiser/#set-up=${made.code}`);
  expect(made.qr.size).toBeGreaterThan(20);
  expect(await givePageAccount(hub.admin, account, false)).toEqual({ result: 'name-taken' });
  const [{ id } = { id: '' }] = await hub.admin.listAccounts();
  await hub.admin.setAccountActive(id, false);
  const again = { name: 'ANNA', role: 'organiser' } as const;
  expect(await givePageAccount(hub.admin, again, true)).toMatchObject({ result: 'made' });
  expect(await hub.admin.listAccounts()).toMatchObject([
    { id, name: 'Anna', role: 'organiser', active: true, state: 'invited' },
  ]);
});
