// clock: makes the clock of the hub from that of the machine.

import { z } from 'zod';
import type { Stops } from '../domain/base/stops.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import { type ElectronPort, findElectronPort } from '../platform/threads/electron-port.ts';
import {
  type ChildMessage,
  type HostMessage,
  hostMessageSchema,
  type StartMessage,
} from './child-messages.ts';
import { holdFolder } from './hold-folder.ts';
import { errorFields, type HubLogFile, loggedStops, openHubLog } from './http/log.ts';
import { makeOwnFolder } from './own-folder.ts';
import { type RunningHub, startHub } from './start-hub.ts';
import type { HubLocation } from './store/location.ts';
import { HubStoreError } from './store/store-error.ts';
import { prepareHubTls } from './tls/hub-tls.ts';
import type { HubTls } from './tls/hub-tls-schema.ts';
import { localNames } from './tls/local-names.ts';

/** Runs the hub inside the desk app: Electron's utilityProcess starts it, messages control it. */
function serve(port: ElectronPort<ChildMessage, unknown>): void {
  let running: ReturnType<typeof start> | null = null;
  const obey = async (message: HostMessage): Promise<void> => {
    if ('stop' in message) {
      // A hub that failed to start has reported that already: there is nothing left to stop.
      await (await running?.catch(() => null))?.stop();
      port.postMessage({ stopped: true });
      process.exit(0);
    }
    if (running !== null) throw new Error('started already');
    running = start(message.start, (listening) => port.postMessage({ listening }));
    await running;
  };
  port.on('message', ({ data }) => {
    const parsed = hostMessageSchema.safeParse(data);
    const done = parsed.success ? obey(parsed.data) : Promise.reject(parsed.error);
    done.catch((error: unknown) => port.postMessage({ failed: failureOf(error) }));
  });
}

type Listening = Extract<ChildMessage, { listening: unknown }>['listening'];

async function start(
  message: StartMessage,
  onListening: (listening: Listening) => void,
): Promise<Stops> {
  makeOwnFolder(message.logFolder);
  const location = locationOf(message.location);
  const binding = location.kind === 'sqlite' ? location.nativeBinding : undefined;
  const hold = holdFolder(message.logFolder, binding);
  const log = openHubLog(message.logFolder);
  const stops = loggedStops(log);
  stops.defer('folder', hold.release);
  stops.defer('log', log.close);
  endLoudly(log);
  try {
    const tls = await prepareHubTls(message.tls, localNames(), Date.now());
    const { port, adminToken, initial, clockOffset, organiserPage } = message;
    const clock = (): number => Date.now() + clockOffset;
    const running = await startHub({
      location,
      folder: message.logFolder,
      tls,
      port,
      adminToken,
      organiserPage,
      clock,
      log,
      initial: () => initial,
    });
    stops.defer('hub', running.stop);
    onListening(listeningOf(running, tls));
    return stops;
  } catch (error) {
    log.error(errorFields(error), 'the hub does not start');
    await stops.stop();
    throw error;
  }
}

function locationOf(location: StartMessage['location']): HubLocation {
  if (location.kind === 'postgres') return { kind: 'postgres', url: location.url };
  return {
    kind: 'sqlite',
    path: location.path,
    key: location.key === null ? null : Buffer.from(location.key, 'hex'),
    nativeBinding: location.nativeBinding ?? undefined,
  };
}

function listeningOf({ server, hub }: RunningHub, tls: HubTls): Listening {
  const { hub: id, hubName, epoch } = hub.identity();
  const { port, fingerprint } = server;
  return { port, fingerprint, addresses: server.urls(), tls, hub: id, hubName, epoch };
}

/** Logs fatal errors: no one sees this process's standard error. The desk sees the exit. */
function endLoudly(log: HubLogFile): void {
  process.on('uncaughtException', (error) => {
    log.error(errorFields(error), 'the hub ends');
    log.close();
    process.exit(1);
  });
}

/** The code has no personal data; the detail is for the log. */
function failureOf(error: unknown): Extract<ChildMessage, { failed: unknown }>['failed'] {
  if (error instanceof HubStoreError) return { code: error.code, detail: '' };
  if (error instanceof HubProblem) return { code: 'failed', detail: error.message };
  if (error instanceof z.ZodError) {
    return { code: 'bad-message', detail: error.issues[0]?.path.join('.') ?? '' };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE' || code === 'EACCES') return { code: 'port-taken', detail: code };
  return { code: 'failed', detail: error instanceof Error ? `${error.name} ${code}` : '' };
}

const port = findElectronPort<ChildMessage>();
if (port === null) throw new Error('hub/child must run as an Electron utility process');
serve(port);
