import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAdminClient } from '../../hub/admin/client.ts';
import {
  type ChildMessage,
  childMessageSchema,
  type StartMessage,
} from '../../hub/child-messages.ts';
import { root } from '../../tools/runtime.mjs';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';
import { compileCache } from './cli/support.ts';

/** The hub of the desk app as the process that it is there, told by the same messages. */
class HubChild {
  readonly exit: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #heard: ChildMessage[] = [];
  #wake: () => void = () => {};

  constructor() {
    const asUtility = pathToFileURL(join(root, 'test/hub/utility-child.ts')).href;
    this.#process = fork(join(root, 'hub/child.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--import', asUtility],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, NODE_NO_WARNINGS: '1' },
    });
    this.#process.on('message', (message) => {
      this.#heard.push(childMessageSchema.parse(message));
      this.#wake();
    });
    this.exit = new Promise((resolve) => this.#process.once('exit', resolve));
    children.push(this);
  }

  say(message: object): void {
    this.#process.send(message);
  }

  /** The next message. */
  async hear(): Promise<ChildMessage> {
    while (this.#heard.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const [message] = this.#heard.splice(0, 1);
    if (message === undefined) throw new Error('nothing heard');
    return message;
  }

  async listening() {
    const message = await this.hear();
    if (!('listening' in message)) throw new Error(JSON.stringify(message));
    return message.listening;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

let folder: string;
const children: HubChild[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-child-'));
});
afterEach(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.splice(0).map(({ exit }) => exit));
  rmSync(folder, { recursive: true, force: true });
});

const adminToken = randomBytes(32).toString('base64url');

function startMessage(change: Partial<StartMessage> = {}): { start: StartMessage } {
  return {
    start: {
      location: {
        kind: 'sqlite',
        path: join(folder, 'hub/hub.db'),
        key: '5a'.repeat(32),
        nativeBinding: null,
      },
      initial: {
        event: { file: sampleEvent, secret: Uint8Array.from(eventSecret) },
        name: 'In the app',
      },
      tls: null,
      port: 0,
      adminToken,
      clockOffset: 0,
      organiserPage: null,
      logFolder: join(folder, 'hub'),
      ...change,
    },
  };
}

test('starts, serves, stops; started again it is the same hub under the same pin', async () => {
  const first = new HubChild();
  first.say(startMessage());
  const heard = await first.listening();
  expect(heard).toMatchObject({
    hubName: 'In the app',
    pin: expect.stringMatching(/^[0-9a-f]{64}$/),
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
  expect(() => new BetterSqlite3(join(folder, 'hub/hub.db')).pragma('user_version')).toThrow();

  const second = new HubChild();
  second.say(startMessage({ tls: heard.tls, initial: null }));
  const { pin, hub, epoch } = await second.listening();
  expect({ pin, hub, epoch }).toEqual({ pin: heard.pin, hub: heard.hub, epoch: heard.epoch });
});

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
