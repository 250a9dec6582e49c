// clock: names a folder that is kept, and hands the shift of the clock to the hub.

import { existsSync } from 'node:fs';
import type { StationMode } from '../../domain/base/protocol.ts';
import { formatInvite } from '../../domain/sync/enrolment.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import { makeOwnFolder } from '../../hub/own-folder.ts';
import { moveFile } from '../../platform/files/durable.ts';
import type { InviteView, TakeOverProgress } from '../../preload/contract/sync.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Context, idMaking } from '../base/context.ts';
import { errorFields, type Log } from '../base/log.ts';
import type { SecretBox } from '../base/secret-box.ts';
import { createTurns } from '../base/turns.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import {
  type HostSettings,
  hostSecrets,
  readHostSettings,
  readHostTls,
  removeHostTls,
  writeHostSettings,
  writeHostTls,
  writeTookOver,
} from './host-settings.ts';
import type { HubProcess, HubStart } from './hub-process.ts';
import { qrPath } from './link/qr-path.ts';
import { seedHub } from './seed-hub.ts';
import { heldOfHub, takeOverView } from './take-over-view.ts';

/** The administrator's calls that the desk makes to its own hub. */
export type HubAdmin = AdminClient;

export interface HostParts {
  context: Context;
  secrets: SecretBox;
  link: LinkService;
  /** Of the hub's store; made when missing. */
  folder: string;
  startProcess: (start: HubStart) => Promise<HubProcess>;
  onChanged: () => void;
  log: Log;
}

/** The hub inside this app. Calls throw CallFailure. */
export type HostService = ReturnType<typeof createHostService>;

interface Founding {
  settings: HostSettings;
  operatorId: string;
  /** Whether the hub replaces a lost one. */
  takesOver: boolean;
  onProgress: (progress: TakeOverProgress) => void;
}

/** Nothing runs before `start` or `host`. */
export function createHostService(parts: HostParts) {
  const { context, secrets, link } = parts;
  const restarts = createRestarts();
  // Starting takes seconds, and an operator may stop the hub or found another: one at a time.
  const inTurn = createTurns();
  let running: RunningHub | null = null;
  let view: SyncView['host'] = null;
  let isOver = false;

  const show = (next: SyncView['host']): void => {
    view = next;
    parts.onChanged();
  };

  const launch = async (settings: HostSettings): Promise<RunningHub> => {
    show({ state: 'starting' });
    try {
      const started = await launchHub(parts, settings, { onExit: crashed, isOver: () => isOver });
      running = started;
      show({
        state: 'running',
        url: started.process.url,
        fingerprint: started.process.fingerprint,
      });
      return started;
    } catch (error) {
      parts.log.error(errorFields(error), 'the hub does not start');
      const detail = error instanceof Error ? error.message : String(error);
      show({ state: 'failed', detail: detail.slice(0, 200) });
      throw new CallFailure('hub-will-not-start', detail.slice(0, 200), error);
    }
  };
  const crashed = (detail: string): void => {
    parts.log.error({ detail }, 'the hub ended by itself');
    void running?.admin.close();
    running = null;
    show({ state: 'failed', detail });
    // The hub's store keeps what it confirmed, and desks continue meanwhile: no operator has to
    // act.
    restarts.plan(startHosted);
  };
  /** Does nothing where the desk does not host, or no longer does when its turn comes. */
  const startHosted = (): Promise<void> =>
    inTurn(async () => {
      const settings = isOver ? null : readHostSettings(context.db);
      if (settings !== null && running === null) await launch(settings);
    });
  const halt = async (): Promise<void> => {
    restarts.callOff();
    const ending = running;
    running = null;
    await ending?.end();
  };

  /** Starts the hub, gives it what this station holds, and becomes its first station. */
  const found = async ({
    settings,
    operatorId,
    takesOver,
    onProgress,
  }: Founding): Promise<void> => {
    onProgress({ step: 'starting-hub', done: 0, total: 1 });
    const { admin, process } = await launch(settings);
    try {
      await seedHub(context, admin, takesOver, onProgress);
      const { code } = await admin.invite({
        mode: 'desk',
        name: context.stationName,
        replaces: null,
        takeover: takesOver,
      });
      await link.join(
        { url: process.localUrl, code, fingerprint: process.fingerprint },
        operatorId,
      );
      writeHostSettings(context.db, settings);
    } catch (error) {
      await halt();
      show(null);
      throw error;
    }
  };
  /** The first sync brings every fact that this station holds to the new hub. */
  const firstSync = async ({ onProgress }: Founding): Promise<void> => {
    onProgress({ step: 'copying-facts', done: 0, total: 1 });
    await link.whenSynced();
    onProgress({ step: 'ready', done: 1, total: 1 });
  };

  return {
    /**
     * Starts the hub again if this desk hosted it before. An error is shown on the page; the desk
     * works meanwhile, and the port may soon be free.
     */
    start: (): Promise<void> => startHosted().catch(() => restarts.plan(startHosted)),
    view: (): SyncView['host'] => view,
    /** Null unless the hub runs here. */
    admin: (): HubAdmin | null => running?.admin ?? null,
    /**
     * Starts a hub with this station's event and roster; joins it. Throws CallFailure
     * `hub-will-not-start`.
     */
    host: async (settings: HostSettings, operatorId: string): Promise<void> => {
      const founding = { settings, operatorId, takesOver: false, onProgress: () => {} };
      await inTurn(async () => {
        if (running !== null) throw new CallFailure('already-done');
        writeTookOver(context.db, null);
        await found(founding);
      });
      await firstSync(founding);
    },
    /**
     * The hub is lost: starts a new one from this station's replica. Throws CallFailure
     * `hub-will-not-start`.
     */
    takeOver: async (
      settings: HostSettings,
      operatorId: string,
      onProgress: (progress: TakeOverProgress) => void,
    ): Promise<void> => {
      const founding = { settings, operatorId, takesOver: true, onProgress };
      await inTurn(async () => {
        await halt();
        const held = heldOfHub(context.db);
        putAside(parts.folder);
        // Stations that trusted the lost hub must be asked to trust this one. This desk no longer
        // hosts the lost one.
        removeHostTls(secrets);
        writeHostSettings(context.db, null);
        await found(founding);
        writeTookOver(context.db, held);
        await logTakeOver(parts, running?.admin ?? null);
      });
      await firstSync(founding);
    },
    stopHosting: (): Promise<void> =>
      inTurn(async () => {
        writeHostSettings(context.db, null);
        writeTookOver(context.db, null);
        await halt();
        show(null);
      }),
    /** Throws CallFailure `not-hosting`. */
    createInvite: async (request: {
      mode: StationMode;
      name: string;
      replaces: string | null;
      takeOver: boolean;
    }): Promise<InviteView> => {
      if (running === null) throw new CallFailure('not-hosting');
      const { process, admin } = running;
      const { code, expires } = await admin.invite({
        mode: request.takeOver ? null : request.mode,
        name: request.name,
        replaces: request.replaces,
        takeover: request.takeOver,
      });
      const text = formatInvite({ url: process.url, code, fingerprint: process.fingerprint });
      return {
        text,
        qr: await qrPath(text),
        url: process.url,
        code,
        fingerprint: process.fingerprint,
        expires,
      };
    },
    // Not in turn: the app ends now, and a hub that is still starting ends on its own.
    stop: (): Promise<void> => {
      isOver = true;
      return halt();
    },
  };
}

/**
 * Logs the stations from which the desk that took over has not heard, and how old its lists were.
 */
async function logTakeOver({ context, log }: HostParts, admin: AdminClient | null): Promise<void> {
  if (admin === null) return;
  const view = await takeOverView(context.db, admin);
  if (view === null) return;
  const stations = view.stations.filter(({ heard }) => !heard).map(({ id }) => id);
  const { listsAsOf } = view;
  log.warn({ stations, listsAsOf }, 'took over as hub: not heard from these stations yet');
}

/** A take-over begins with an empty store; an earlier hub's store is kept beside it. */
function putAside(folder: string): void {
  if (!existsSync(folder)) return;
  moveFile(folder, `${folder}.before-${new Date().toISOString().replaceAll(':', '-')}`);
}

/** Pauses before each new attempt, in milliseconds; the last one repeats. */
const pauses = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

/** Retries after growing pauses, until an attempt succeeds or it is cancelled. */
interface Restarts {
  /** Plans the next attempt. An attempt that rejects plans another, after a longer pause. */
  plan(attempt: () => Promise<unknown>): void;
  /** Cancels the planned attempt, and begins with the shortest pause again. */
  callOff(): void;
}

function createRestarts(): Restarts {
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  const callOff = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    failures = 0;
  };
  const plan = (attempt: () => Promise<unknown>): void => {
    if (timer !== null) clearTimeout(timer);
    const pause = pauses[Math.min(failures, pauses.length - 1)];
    failures += 1;
    const planned = setTimeout(() => {
      attempt().then(
        () => timer === planned && callOff(),
        // Unless this plan was cancelled meanwhile, or replaced by another one.
        () => timer === planned && plan(attempt),
      );
    }, pause);
    timer = planned;
  };
  return { plan, callOff };
}

/** The hub inside this app, and the administrator's connection to it. */
interface RunningHub {
  process: HubProcess;
  admin: AdminClient;
  end(): Promise<void>;
}

interface LaunchParts {
  context: Context;
  secrets: SecretBox;
  /** Folder of the hub's store; made when missing. */
  folder: string;
  startProcess: (start: HubStart) => Promise<HubProcess>;
}

/**
 * Starts the hub with this station's event, and keeps the keys from its answer for the next start.
 *
 * @param end `onExit`: the hub ended unexpectedly; `isOver`: the app ended while the hub was
 *   starting, and its store is closed
 * @throws CallFailure `event-secret-missing`; Error where the hub does not start, and once the app
 *   has ended
 */
async function launchHub(
  { context, secrets, folder, startProcess }: LaunchParts,
  settings: HostSettings,
  end: { onExit: (detail: string) => void; isOver: () => boolean },
): Promise<RunningHub> {
  const { storeKey, adminToken } = hostSecrets(secrets);
  makeOwnFolder(folder);
  const process = await startProcess({
    folder,
    storeKey,
    adminToken,
    name: settings.name,
    port: settings.port,
    event: { ...context.event, secret: idMaking(context.event).eventSecret },
    tls: readHostTls(secrets),
    clockShift: context.clock() - Date.now(),
    onExit: end.onExit,
  });
  if (end.isOver()) {
    await process.stop();
    throw new Error('the app has ended');
  }
  writeHostTls(secrets, process.tls);
  // Loaded here: its schemas are of no use to a station without a hub of its own.
  const { createAdminClient } = await import('../../hub/admin/client.ts');
  const admin = createAdminClient({
    url: process.localUrl,
    authority: process.tls.authority.certificate,
    token: adminToken,
  });
  return {
    process,
    admin,
    end: async () => {
      await admin.close();
      await process.stop();
    },
  };
}
