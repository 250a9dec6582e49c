import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { EventFile } from '../../domain/event/event-file.ts';
import hubChild from '../../hub/child.ts?modulePath';
import {
  type ChildMessage,
  childMessageSchema,
  type HostMessage,
  type StartMessage,
} from '../../hub/child-messages.ts';
import type { HubTls } from '../../hub/tls/hub-tls-schema.ts';
import type { Log } from '../base/log.ts';

export interface HubStart {
  /** Folder of store and log. */
  folder: string;
  /** 32 bytes. */
  storeKey: Uint8Array;
  adminToken: string;
  name: string;
  port: number;
  event: {
    file: EventFile;
    version?: number;
    replaces?: readonly string[];
    secret: Uint8Array;
  };
  /** Authority and certificate of an earlier start, or null. */
  tls: StartMessage['tls'];
  /** Milliseconds to add to the computer's clock (demo, training). */
  clockShift: number;
  /** The hub ended unexpectedly. */
  onExit: (detail: string) => void;
}

export interface HubProcess {
  /** Address for others, as in the QR code. */
  url: string;
  /** Address for this computer. */
  localUrl: string;
  fingerprint: string;
  /** To be kept for the next start; holds private keys. */
  tls: HubTls;
  stop(): Promise<void>;
}

/** Milliseconds after which a hub that does not end is killed. */
const endTimeout = 8_000;

/**
 * Starts the hub in a separate process, so that no scan ever waits for it. Throws an Error
 * whose message is a code, never personal data.
 *
 * @param built what came with the app: the database's binding, and the organiser's page
 */
export async function startHubProcess(
  start: HubStart,
  built: { nativeBinding: string | undefined; organiserPage: string },
  log: Log,
): Promise<HubProcess> {
  const child = utilityProcess.fork(hubChild, [], { serviceName: 'Lanyard hub', stdio: 'ignore' });
  let expected = false;
  const ended = new Promise<number>((resolve) => child.once('exit', resolve));
  void ended.then((code) => {
    if (!expected) start.onExit(`exit ${code}`);
  });
  const listening = await firstAnswer(child, ended, startMessage(start, built)).catch(
    (error: unknown) => {
      expected = true;
      child.kill();
      throw error;
    },
  );
  log.info({ port: listening.port, hub: listening.hub }, 'the hub runs in this app');
  const localUrl = `https://127.0.0.1:${listening.port}`;
  return {
    url: listening.addresses[0] ?? localUrl,
    localUrl,
    fingerprint: listening.fingerprint,
    tls: listening.tls,
    stop: async () => {
      expected = true;
      send(child, { stop: true });
      const late = setTimeout(() => child.kill(), endTimeout);
      await ended;
      clearTimeout(late);
    },
  };
}

type Listening = Extract<ChildMessage, { listening: unknown }>['listening'];

function firstAnswer(
  child: UtilityProcess,
  ended: Promise<number>,
  start: StartMessage,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`exit ${code}`)));
    child.on('message', (raw: unknown) => {
      const message = childMessageSchema.safeParse(raw);
      if (!message.success) return reject(new Error('bad answer'));
      if ('listening' in message.data) resolve(message.data.listening);
      if ('failed' in message.data) {
        const { code, detail } = message.data.failed;
        reject(new Error(`${code} ${detail}`.trim()));
      }
    });
    send(child, { start });
  });
}

function send(child: UtilityProcess, message: HostMessage): void {
  child.postMessage(message);
}

function startMessage(
  start: HubStart,
  { nativeBinding, organiserPage }: { nativeBinding: string | undefined; organiserPage: string },
): StartMessage {
  return {
    location: {
      kind: 'sqlite',
      path: join(start.folder, 'hub.db'),
      key: Buffer.from(start.storeKey).toString('hex'),
      nativeBinding: nativeBinding ?? null,
    },
    initial: {
      event: {
        ...start.event,
        replaces: [...(start.event.replaces ?? [])],
        secret: Uint8Array.from(start.event.secret),
      },
      name: start.name,
    },
    tls: start.tls,
    port: start.port,
    adminToken: start.adminToken,
    clockOffset: Math.round(start.clockShift),
    organiserPage,
    logFolder: start.folder,
  };
}
