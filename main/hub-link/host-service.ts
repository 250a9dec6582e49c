import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { listKnownKiosks, listKnownOperators } from '../../db/known-stations.ts';
import { listPurges } from '../../db/purge-orders.ts';
import { readRetention } from '../../db/retention.ts';
import { countDelegates } from '../../db/roster.ts';
import { listStopEntries } from '../../db/stop-list.ts';
import { formatInvite } from '../../domain/wire/enrolment.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import { type AdminClient, createAdminClient } from '../../hub/admin/client.ts';
import type { InviteView, SyncView, TakeOverProgress } from '../../preload/contract/sync.ts';
import { CallFailure } from '../call-failure.ts';
import { errorFields, type Log } from '../log.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Context } from '../use-cases/context.ts';
import {
  type HostSettings,
  hostSecrets,
  readHostSettings,
  readHostTls,
  removeHostTls,
  writeHostSettings,
  writeHostTls,
} from './host-settings.ts';
import type { HubProcess, HubStart } from './hub-process.ts';
import { rosterBatches } from './join-hub.ts';
import type { LinkService } from './link-service.ts';
import { qrPath } from './qr-path.ts';
import { createRestarts } from './restarts.ts';

/** The administrator's calls that the desk makes at its own hub. */
export type HubAdmin = AdminClient;

export interface HostParts {
  context: Context;
  secrets: SecretBox;
  link: LinkService;
  /** Folder of the hub's store; made when missing. */
  folder: string;
  startProcess: (start: HubStart) => Promise<HubProcess>;
  onChanged: () => void;
  log: Log;
}

/** The hub inside this app. Calls throw CallFailure. */
export interface HostService {
  /** Starts the hub again if this desk hosted it before. */
  start(): Promise<void>;
  view(): SyncView['host'];
  /** Null unless the hub runs here. */
  admin(): HubAdmin | null;
  /** Starts a hub with this station's event and roster, and joins it. `hub-will-not-start`. */
  host(settings: HostSettings, operatorId: string): Promise<void>;
  /** The hub is gone: a new one from this station's replica. `hub-will-not-start`. */
  takeOver(
    settings: HostSettings,
    operatorId: string,
    onProgress: (progress: TakeOverProgress) => void,
  ): Promise<void>;
  stopHosting(): Promise<void>;
  /** `not-hosting`. */
  createInvite(request: {
    mode: KioskMode;
    name: string;
    replaces: string | null;
    takeOver: boolean;
  }): Promise<InviteView>;
  stop(): Promise<void>;
}

/** Delegates in one request to the hub. */
const rosterBatch = 500;

interface Running {
  process: HubProcess;
  admin: HubAdmin;
}

/** Makes the host; nothing runs before `start` or `host`. */
export function createHostService(parts: HostParts): HostService {
  const { context, secrets, link } = parts;
  const restarts = createRestarts();
  let running: Running | null = null;
  let view: SyncView['host'] = null;

  const show = (next: SyncView['host']): void => {
    view = next;
    parts.onChanged();
  };

  const launch = async (settings: HostSettings): Promise<Running> => {
    show({ state: 'starting' });
    const { storeKey, adminToken } = hostSecrets(secrets);
    mkdirSync(parts.folder, { recursive: true, mode: 0o700 });
    try {
      const process = await parts.startProcess({
        folder: parts.folder,
        storeKey,
        adminToken,
        name: settings.name,
        port: settings.port,
        event: { file: context.event.file, secret: context.event.secret },
        tls: readHostTls(secrets),
        clockShift: context.clock() - Date.now(),
        onExit: (detail) => {
          parts.log.error({ detail }, 'the hub ended by itself');
          void running?.admin.close();
          running = null;
          show({ state: 'failed', detail });
          // Its store keeps what it confirmed, and desks go on meanwhile: nobody has to do anything.
          restarts.plan(() => launch(settings));
        },
      });
      writeHostTls(secrets, process.tls);
      const admin = createAdminClient({
        url: process.localUrl,
        authority: process.tls.authority.certificate,
        token: adminToken,
      });
      running = { process, admin };
      show({ state: 'running', url: process.url, pin: process.pin });
      return running;
    } catch (error) {
      parts.log.error(errorFields(error), 'the hub does not start');
      const detail = error instanceof Error ? error.message : String(error);
      show({ state: 'failed', detail: detail.slice(0, 200) });
      throw new CallFailure('hub-will-not-start', detail.slice(0, 200), error);
    }
  };

  const halt = async (): Promise<void> => {
    restarts.callOff();
    const ending = running;
    running = null;
    await ending?.admin.close();
    await ending?.process.stop();
  };

  /** Starts the hub, gives it what this station holds, and becomes its first kiosk. */
  const found = async (
    settings: HostSettings,
    operatorId: string,
    known: boolean,
    onProgress: (progress: TakeOverProgress) => void,
  ): Promise<void> => {
    onProgress({ step: 'starting-hub', done: 0, total: 1 });
    const started = await launch(settings);
    try {
      await seed(parts, started.admin, known, onProgress);
      const { code } = await started.admin.invite({
        mode: 'desk',
        name: context.kioskName,
        replaces: null,
        takeover: known,
      });
      const own = { url: started.process.localUrl, code, pin: started.process.pin };
      await link.join(own, operatorId);
      writeHostSettings(context.db, settings);
      // Its first sync brings every fact that this station holds to the new hub.
      onProgress({ step: 'copying-facts', done: 0, total: 1 });
      await link.whenSynced();
    } catch (error) {
      await halt();
      show(null);
      throw error;
    }
    onProgress({ step: 'ready', done: 1, total: 1 });
  };

  return {
    start: async () => {
      const settings = readHostSettings(context.db);
      if (settings === null) return;
      // What went wrong is shown on the page; the desk works meanwhile, and the port may soon be free.
      await launch(settings).catch(() => restarts.plan(() => launch(settings)));
    },
    view: () => view,
    admin: () => running?.admin ?? null,
    host: async (settings, operatorId) => {
      if (running !== null) throw new CallFailure('already-done');
      await found(settings, operatorId, false, () => {});
    },
    takeOver: async (settings, operatorId, onProgress) => {
      await halt();
      putAside(parts.folder);
      // Whoever trusted the lost hub does not trust this one unasked.
      removeHostTls(secrets);
      await found(settings, operatorId, true, onProgress);
    },
    stopHosting: async () => {
      writeHostSettings(context.db, null);
      await halt();
      show(null);
    },
    createInvite: async (request) => {
      if (running === null) throw new CallFailure('not-hosting');
      const { process, admin } = running;
      const { code, expires } = await admin.invite({
        mode: request.takeOver ? null : request.mode,
        name: request.name,
        replaces: request.replaces,
        takeover: request.takeOver,
      });
      const text = formatInvite({ url: process.url, code, pin: process.pin });
      return { text, qr: await qrPath(text), url: process.url, code, pin: process.pin, expires };
    },
    stop: halt,
  };
}

async function seed(
  parts: HostParts,
  admin: HubAdmin,
  known: boolean,
  onProgress: (progress: TakeOverProgress) => void,
): Promise<void> {
  const { context } = parts;
  const total = countDelegates(context.db, context.event.file.id).registered;
  let done = 0;
  for (const batch of rosterBatches(context, rosterBatch)) {
    await admin.seedRoster(batch);
    done += batch.length;
    onProgress({ step: 'copying-roster', done, total });
  }
  if (!known) return;
  // Kiosks of the hub before may come back with one code for all: their keys are known.
  await admin.seedKiosks(listKnownKiosks(context.db), listKnownOperators(context.db));
  // The lost hub's list cannot be signed any more; the new one issues its own with the same entries.
  const stopped = listStopEntries(context.db);
  if (stopped.length > 0) await admin.changeStopList({ add: stopped, remove: [] });
  const orders = listPurges(context.db, context.event.file.id).map(({ signed }) => signed);
  await admin.privacy.takeOver(readRetention(context.db).rule, orders);
}

/** A take-over begins with an empty store; an earlier hub's is kept beside it. */
function putAside(folder: string): void {
  if (!existsSync(folder)) return;
  renameSync(folder, `${folder}.before-${new Date().toISOString().replaceAll(':', '-')}`);
}
