import type { FastifyInstance } from 'fastify';
import { certificateFingerprint } from '../../platform/crypto/certificate-fingerprint.ts';
import type { Accounts } from '../accounts/create-accounts.ts';
import type { Hub } from '../app/hub.ts';
import { findWorker } from '../base/find-worker.ts';
import type { UpdateSource } from '../station/updates.ts';
import type { HubTls } from '../tls/hub-tls-schema.ts';
import { hubUrl, localAddresses } from '../tls/local-names.ts';
import { createApp } from './create-app.ts';
import { hashToken } from './guard.ts';
import { createHintLines } from './hint-lines.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import { type HubLog, loggedStops } from './log.ts';
import { createPushThread } from './push-thread.ts';

export interface ServerSetting {
  hub: Hub;
  accounts: Accounts;
  /** Folder of the built organiser's page (absolute); null if there is none. */
  organiserPage: string | null;
  /** Updates of the app for the stations; null if the hub has no folder for them. */
  updates?: UpdateSource | null;
  tls: HubTls;
  /** Address to listen at; all unless given. */
  host?: string;
  /** Host name or IP address at which stations reach the hub, whichever of its processes runs. */
  sharedAddress?: string;
  /** 0 picks a free one. */
  port: number;
  /** 43 letters of base64url. Kept as a hash. */
  adminToken: string;
  /** Whether the administrator may call from other machines; default no. */
  adminFromAnywhere?: boolean;
  log: HubLog;
  limits?: ServerLimits;
  /** Whether a thread reads long pushes. */
  usesPushThread: boolean;
}

/** Addresses that mean all addresses of the machine. */
const unspecified = new Set(['0.0.0.0', '::']);

/** Starts the server. Throws Node's `EADDRINUSE`, `EACCES` … if it cannot listen. */
export async function startServer(setting: ServerSetting) {
  const { hub, accounts, tls, log } = setting;
  const limits = setting.limits ?? defaultLimits;
  const fingerprint = certificateFingerprint(tls.authority.certificate);
  const stops = loggedStops(log);
  const hints = createHintLines(hub, log, limits.hintsBehind);
  const worker = setting.usesPushThread ? findWorker(import.meta.dirname, 'push-worker') : null;
  const pushes = worker === null ? null : createPushThread(worker);
  stops.defer('thread of pushes', () => pushes?.stop());
  let port = setting.port;
  let stopping = false;
  const urls = (): string[] => {
    const isEverywhere = setting.host === undefined || unspecified.has(setting.host);
    const shared = setting.sharedAddress === undefined ? [] : [setting.sharedAddress];
    const own = isEverywhere ? localAddresses() : [setting.host ?? ''];
    const addresses = [...shared, ...own];
    return (addresses.length === 0 ? ['127.0.0.1'] : addresses).map((at) => hubUrl(at, port));
  };
  const { app, routes } = await createApp({
    hub,
    accounts,
    organiserPage: setting.organiserPage,
    updates: setting.updates ?? null,
    hints,
    authority: tls.authority.certificate,
    limits,
    log,
    pushes,
    urls,
    fingerprint,
    tls,
    adminHash: hashToken(setting.adminToken),
    adminFromAnywhere: setting.adminFromAnywhere ?? false,
    isStopping: () => stopping,
  });
  stops.defer('server', async () => {
    const late = setTimeout(() => app.server.closeAllConnections(), limits.stop);
    await app.close();
    clearTimeout(late);
  });
  // An open line would keep the server waiting.
  stops.defer('hint lines', hints.close);
  try {
    await listen(app, setting.port, setting.host);
  } catch (error) {
    await stops.stop();
    throw error;
  }
  const address = app.server.address();
  port = typeof address === 'object' && address !== null ? address.port : port;
  log.info({ port }, 'listening');
  return {
    port,
    /** Hex SHA-256 of the authority's certificate. */
    fingerprint,
    /** `https://…` of every address of the hub for others, the shared one first; else loopback. */
    urls,
    routes,
    /** Ids of the stations that listen to hints now. */
    hintLines: (): string[] => hints.stations(),
    /** Closes hint lines, waits a few seconds at most for requests, closes. The hub stays open. */
    stop: async (): Promise<void> => {
      stopping = true;
      await stops.stop();
      log.info({}, 'stopped');
    },
  };
}

/** Listens at the address, or at all addresses. Throws Node's errors. */
export async function listen(
  app: FastifyInstance,
  port: number,
  host: string | undefined,
): Promise<void> {
  try {
    await app.listen({ port, host: host ?? '::' });
  } catch (error) {
    // These codes mean a machine without IPv6.
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (host !== undefined || (code !== 'EAFNOSUPPORT' && code !== 'EADDRNOTAVAIL')) throw error;
    await app.listen({ port, host: '0.0.0.0' });
  }
}
