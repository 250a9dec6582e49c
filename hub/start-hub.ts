// clock: the clock of the machine, for sign-ins and the audit.

import { randomBytes, randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { toHex } from '../domain/base/bytes.ts';
import type { Stops } from '../domain/base/stops.ts';
import type { EventFile } from '../domain/event/event-file.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import { certificateFingerprint } from '../platform/crypto/certificate-fingerprint.ts';
import { nodeCrypto } from '../platform/crypto/node-crypto.ts';
import { type Accounts, createAccounts } from './accounts/create-accounts.ts';
import { createSeal } from './accounts/seal.ts';
import { createHub, type Hub } from './app/hub.ts';
import { initialiseHub, isInitialised } from './app/initialise-hub.ts';
import type { HubRandom } from './base/context.ts';
import type { ServerLimits } from './http/limits.ts';
import { errorFields, type HubLog, loggedStops } from './http/log.ts';
import { startServer } from './http/start-server.ts';
import { findReportWorker } from './reports/report-thread.ts';
import { createFolderSource, updatesFolder } from './station/updates.ts';
import { holdAuthority } from './store/authority.ts';
import type { HubLocation } from './store/location.ts';
import { type HubStore, openHubStore } from './store/open-store.ts';
import { createPurgeFiles, type PurgeFiles } from './store/purge-files.ts';
import { HubStoreError } from './store/store-error.ts';
import type { HubTls } from './tls/hub-tls-schema.ts';

export interface InitialHub {
  event: {
    file: EventFile;
    version?: number | undefined;
    replaces?: readonly string[] | undefined;
    /** 32 bytes. */
    secret: Uint8Array;
  };
  name: string;
}

export interface HubStart {
  location: HubLocation;
  /** Called only if the store holds no hub yet; null refuses to create one. */
  initial: () => InitialHub | null;
  /**
   * The hub's data directory: a purge deletes old stores here and keeps its orders here. It also
   * holds updates of the app.
   */
  folder?: string;
  tls: HubTls;
  /** Whether its authority replaces one that the database's hub lost; default no. */
  newAuthority?: boolean;
  /** Address to listen at; all unless given. */
  host?: string;
  /** Host name or IP address at which stations reach the hub, whichever of its processes runs. */
  sharedAddress?: string;
  /** 0 picks a free one. */
  port: number;
  /** 43 letters of base64url. */
  adminToken: string;
  /** Whether the administrator may call from other machines; default no. */
  adminFromAnywhere?: boolean;
  /** UTC milliseconds. */
  clock: () => number;
  /** The machine's own time, UTC milliseconds, for sign-ins and the audit. Default `Date.now`. */
  realClock?: () => number;
  /** Monotonic milliseconds from any start; `performance.now()` if left out. Tests set it. */
  steady?: () => number;
  /** scrypt's N for new passwords of the organiser's page; tests use a small one. */
  passwordCost?: number;
  log: HubLog;
  limits?: ServerLimits;
  /** Folder of the built organiser's page (absolute); null or left out if there is none. */
  organiserPage?: string | null;
}

export type RunningHub = Awaited<ReturnType<typeof startHub>>;

const random: HubRandom = { bytes: (count) => randomBytes(count), uuid: () => randomUUID() };

/**
 * Opens the store (and creates a hub in an empty one) and serves it.
 *
 * @throws HubStoreError; Node's errors if the port is not available
 */
export async function startHub(start: HubStart) {
  const { location, log, clock } = start;
  const stops = loggedStops(log);
  const store = await openHubStore(location, (error) =>
    log.warn(errorFields(error), 'a connection to the database broke'),
  );
  stops.defer('store', store.close);
  try {
    if (!(await isInitialised(store))) await initialise(store, start.initial());
    const fingerprint = certificateFingerprint(start.tls.authority.certificate);
    await holdAuthority(store, fingerprint, start.newAuthority ?? false);
    const files = start.folder === undefined ? undefined : createPurgeFiles(start.folder);
    const reportWorker = findReportWorker();
    const hub = await createHub({
      store,
      clock,
      ...(start.steady === undefined ? {} : { steady: start.steady }),
      random,
      crypto: nodeCrypto,
      log,
      ...(files === undefined ? {} : { files }),
      ...(reportWorker === null ? {} : { reportWorker }),
    });
    await watchRetention(hub, files, stops, log);
    const accounts = openAccounts(start, store, hub.identity().hubName);
    const server = await startServer({
      hub,
      accounts,
      organiserPage: start.organiserPage ?? null,
      updates: start.folder === undefined ? null : createFolderSource(updatesFolder(start.folder)),
      tls: start.tls,
      port: start.port,
      adminToken: start.adminToken,
      adminFromAnywhere: start.adminFromAnywhere ?? false,
      // PostgreSQL occupies a core: on two cores a third thread would only copy.
      usesPushThread: location.kind === 'sqlite' || availableParallelism() > 2,
      log,
      ...(start.host === undefined ? {} : { host: start.host }),
      ...(start.sharedAddress === undefined ? {} : { sharedAddress: start.sharedAddress }),
      ...(start.limits === undefined ? {} : { limits: start.limits }),
    });
    // The server stops before them: a call starts a connector as well.
    stops.defer('connectors', hub.connectors.start());
    stops.defer('server', server.stop);
    return {
      hub,
      accounts,
      server,
      /** Shuts the server down cleanly, then closes the store. Never rejects. */
      stop: stops.stop,
    };
  } catch (error) {
    await stops.stop();
    throw error;
  }
}

function openAccounts(start: HubStart, store: HubStore, hubName: string): Accounts {
  const { tls, log, passwordCost, realClock: clock = Date.now, steady } = start;
  const seal = createSeal(tls.authority.key);
  const options = { store, clock, random, log, seal, passwordCost };
  return createAccounts(steady === undefined ? options : { ...options, steady }, hubName);
}

async function initialise(store: HubStore, initial: InitialHub | null): Promise<void> {
  if (initial === null) throw new HubStoreError('not-initialised');
  const { event, name } = initial;
  await initialiseHub(store, {
    name,
    event: { ...event, secret: toHex(event.secret) },
    random,
  });
}

/** Milliseconds between two checks for due purges; a day matters, an hour does not. */
const checkIntervalMs = 60 * 60_000;

/**
 * Before the hub serves anyone, carries out orders that a restored store has forgotten. Then, now
 * and every hour, completes open orders and gives those that are due. Failures are logged and
 * retried.
 */
async function watchRetention(
  hub: Hub,
  files: PurgeFiles | undefined,
  stops: Stops,
  log: HubLog,
): Promise<void> {
  await hub.privacy.adopt(ordersBeside(files, log));
  let working = Promise.resolve();
  const look = (): void => {
    working = working
      .then(() => hub.privacy.tend())
      .catch((error: unknown) => {
        // The store is unavailable for a moment: the next check retries.
        const isBusy = error instanceof HubProblem && error.code === 'busy';
        log[isBusy ? 'warn' : 'error'](errorFields(error), 'retention');
      });
  };
  look();
  const timer = setInterval(look, checkIntervalMs).unref();
  stops.defer('retention', () => {
    clearInterval(timer);
    return working;
  });
}

/** A damaged file must not stop a hub from starting: stations bring the orders back as well. */
function ordersBeside(files: PurgeFiles | undefined, log: HubLog) {
  try {
    return files?.orders() ?? [];
  } catch (error) {
    log.error(errorFields(error), 'purges.json cannot be read');
    return [];
  }
}
