import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import {
  type ChildMessage,
  childMessageSchema,
  type StartMessage,
} from '../../hub/child-messages.ts';
import { root } from '../../tools/runtime.mjs';
import { scriptEnvironment } from '../support/program.ts';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';

/** The process of the desk app's hub, driven by the same messages as in the app. */
export class HubChild {
  readonly exit: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #messages: NodeJS.AsyncIterator<unknown[]>;

  constructor() {
    const asUtility = pathToFileURL(join(root, 'test/hub/utility-child.ts')).href;
    this.#process = fork(join(root, 'hub/child.ts'), [], {
      serialization: 'advanced',
      execArgv: ['--import', asUtility],
      env: scriptEnvironment,
    });
    this.#messages = on(this.#process, 'message');
    this.exit = new Promise((resolve) => this.#process.once('exit', resolve));
    children.push(this);
  }

  say(message: object): void {
    this.#process.send(message);
  }

  async hear(): Promise<ChildMessage> {
    const { value } = await this.#messages.next();
    return childMessageSchema.parse(value[0]);
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

/** A separate folder for each test. */
export let folder: string;
const children: HubChild[] = [];
/**
 * Gives each test its own folder, and ends its hubs after it. Each file must call it: a worker
 * loads this module once, so hooks of the module itself would apply to the first file alone.
 */
export function tidyUp(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-child-'));
  });
  afterEach(async () => {
    for (const child of children) child.kill();
    await Promise.all(children.splice(0).map(({ exit }) => exit));
    rmSync(folder, { recursive: true, force: true });
  });
}

export const adminToken = randomBytes(32).toString('base64url');

/** Starts a hub of the sample event. */
export function startMessage(change: Partial<StartMessage> = {}): { start: StartMessage } {
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
