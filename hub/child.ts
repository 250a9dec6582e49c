import { z } from 'zod';
import { HubProblem } from '../domain/wire/problems.ts';
import {
  type ChildMessage,
  type HostMessage,
  hostMessageSchema,
  type StartMessage,
} from './child-messages.ts';
import { openHubLog } from './server/log.ts';
import { type RunningHub, startHub } from './start-hub.ts';
import { HubStoreError } from './store/store-error.ts';
import { prepareHubTls } from './tls/hub-tls.ts';
import { localNames } from './tls/local-names.ts';

/** Electron's `process.parentPort` of a utility process, as far as it is needed here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: ChildMessage): void;
}

/** The hub inside the desk app: started by Electron's utilityProcess, told by messages what to do. */
function serve(port: ParentPort): void {
  let running: Promise<RunningHub> | null = null;
  const obey = async (message: HostMessage): Promise<void> => {
    if ('stop' in message) {
      await (await running)?.stop();
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

async function start(
  message: StartMessage,
  onListening: (listening: Extract<ChildMessage, { listening: unknown }>['listening']) => void,
): Promise<RunningHub> {
  const { location, initial, clockOffset } = message;
  const tls = await prepareHubTls(message.tls, localNames(), Date.now());
  const log = openHubLog(message.logFolder);
  const running = await startHub({
    location:
      location.kind === 'postgres'
        ? { kind: 'postgres', url: location.url }
        : {
            kind: 'sqlite',
            path: location.path,
            key: location.key === null ? null : Buffer.from(location.key, 'hex'),
            nativeBinding: location.nativeBinding ?? undefined,
          },
    initial: () => initial,
    tls,
    port: message.port,
    adminToken: message.adminToken,
    clock: () => Date.now() + clockOffset,
    log,
  });
  const { port, pin } = running.server;
  const { hub, hubName, epoch } = running.hub.identity();
  onListening({ port, pin, addresses: running.server.urls(), tls, hub, hubName, epoch });
  return {
    hub: running.hub,
    server: running.server,
    stop: async () => {
      await running.stop();
      log.close();
    },
  };
}

/** A code and no personal data; the detail is for the log. */
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

/** Electron puts it on `process`; the types of Node do not know it. */
function parentPort(): ParentPort {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (!isParentPort(port)) throw new Error('hub/child must run as an Electron utility process');
  return port;
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}

serve(parentPort());
