import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createAdminClient } from '../../hub/admin/client.ts';
import { adminToken, folder, HubChild, startMessage, tidyUp } from './child-support.ts';

tidyUp();

test('starts, serves, stops; started again it is the same hub under the same fingerprint', async () => {
  const first = new HubChild();
  first.say(startMessage());
  const heard = await first.listening();
  expect(heard).toMatchObject({
    hubName: 'In the app',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const admin = createAdminClient({
    url: `https://127.0.0.1:${heard.port}`,
    authority: heard.tls.authority.certificate,
    token: adminToken,
  });
  expect((await admin.overview()).identity).toMatchObject({ hub: heard.hub, epoch: heard.epoch });
  await admin.close();
  first.say({ stop: true });
  expect(await first.hear()).toEqual({ stopped: true });
  expect(await first.exit).toBe(0);
  // The store is encrypted with the key that the desk gave.
  const locked = new BetterSqlite3(join(folder, 'hub/hub.db'));
  expect(() => locked.pragma('user_version')).toThrow();
  locked.close();

  const second = new HubChild();
  second.say(startMessage({ tls: heard.tls, initial: null }));
  const { fingerprint, hub, epoch } = await second.listening();
  expect({ fingerprint, hub, epoch }).toEqual({
    fingerprint: heard.fingerprint,
    hub: heard.hub,
    epoch: heard.epoch,
  });
});

test('what is no message: bad-message, and the hub goes on', async () => {
  const child = new HubChild();
  child.say({ dance: true });
  expect(await child.hear()).toMatchObject({ failed: { code: 'bad-message' } });
  child.say({ start: { ...startMessage().start, adminToken: 'short' } });
  expect(await child.hear()).toMatchObject({ failed: { code: 'bad-message' } });
  child.say(startMessage());
  await child.listening();
  child.say(startMessage());
  expect(await child.hear()).toMatchObject({ failed: { code: 'failed' } });
  child.say({ stop: true });
  expect(await child.hear()).toEqual({ stopped: true });
});
