import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createAdminClient } from '../../hub/admin/client.ts';
import type { StartMessage } from '../../hub/child-messages.ts';
import { adminToken, folder, HubChild, startMessage, tidyUp } from './child-support.ts';

tidyUp();
// Four processes start one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

test('lives at the time that the desk lives at', async () => {
  const child = new HubChild();
  const at = Date.parse('2018-10-02T08:00:00Z');
  child.say(startMessage({ clockOffset: at - Date.now() }));
  const { port, tls } = await child.listening();
  const url = `https://127.0.0.1:${port}`;
  const admin = createAdminClient({ url, authority: tls.authority.certificate, token: adminToken });
  const { expires } = await admin.invite({ mode: null, name: '', replaces: null, takeover: false });
  await admin.close();
  expect(new Date(expires).getUTCFullYear()).toBe(2018);
});

test('says by a code why it does not start, logs it, and still stops', async () => {
  const other = createServer().listen(0);
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const child = new HubChild();
  child.say(startMessage({ port }));
  expect(await child.hear()).toEqual({ failed: { code: 'port-taken', detail: 'EADDRINUSE' } });
  other.close();
  expect(readFileSync(join(folder, 'hub/hub.log'), 'utf8')).toContain('the hub does not start');
  child.say({ stop: true });
  expect(await child.hear()).toEqual({ stopped: true });
  expect(await child.exit).toBe(0);
});

test('a store with another key, one in use, an empty one without an event: a code each', async () => {
  const first = new HubChild();
  first.say(startMessage());
  await first.listening();
  const second = new HubChild();
  second.say(startMessage());
  expect(await second.hear()).toEqual({ failed: { code: 'in-use', detail: '' } });
  first.say({ stop: true });
  await first.exit;

  const third = new HubChild();
  const { location } = startMessage().start;
  third.say(startMessage({ location: { ...location, key: '6b'.repeat(32) } as typeof location }));
  expect(await third.hear()).toMatchObject({ failed: { code: 'corrupt-or-wrong-key' } });

  const fourth = new HubChild();
  fourth.say(
    startMessage({ initial: null, logFolder: join(folder, 'new'), location: elsewhere() }),
  );
  expect(await fourth.hear()).toMatchObject({ failed: { code: 'not-initialised' } });
});

function elsewhere(): StartMessage['location'] {
  return { kind: 'sqlite', path: join(folder, 'new/hub.db'), key: null, nativeBinding: null };
}
