import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  protocolHeader,
  type StationMode,
  signatureHeader,
  signedText,
} from '../../../domain/base/protocol.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import type { HandshakeRequest, PushRequest } from '../../../domain/sync/sync.ts';
import { createAdminClient } from '../../../hub/admin/client.ts';
import { defaultLimits, type ServerLimits } from '../../../hub/http/limits.ts';
import type { HubLog } from '../../../hub/http/log.ts';
import { type InitialHub, startHub } from '../../../hub/start-hub.ts';
import type { HubLocation } from '../../../hub/store/location.ts';
import { prepareHubTls } from '../../../hub/tls/hub-tls.ts';
import type { HubTls } from '../../../hub/tls/hub-tls-schema.ts';
import { enrolAtHub, type NewStation } from '../../../main/hub-client/enrol.ts';
import { createHttpHub } from '../../../main/hub-client/http-hub.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { createTestChain, handshakeOfChain, stationKeys } from '../support/test-chain.ts';
import { createTestTime } from '../support/test-hub.ts';

/** The time at which the clocks of hub and stations begin. */
const morning = Date.parse('2018-10-02T07:00:00Z');

interface LogLine {
  level: 'info' | 'warn' | 'error';
  message: string;
  fields: Record<string, unknown>;
}

const cleanUps: (() => Promise<void> | void)[] = [];

/** Ends everything that a test began; call in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const end of cleanUps.splice(0).reverse()) await end();
}

/** Made once: a key pair takes longer than a test's whole hub. */
let sharedTls: Promise<HubTls> | null = null;

export function testTls(): Promise<HubTls> {
  sharedTls ??= prepareHubTls(null, ['localhost', '127.0.0.1'], Date.now());
  return sharedTls;
}

export type TestHub = Awaited<ReturnType<typeof startTestHub>>;

/**
 * Milliseconds: when Electron runs as well, the process of hub and test may pause for many seconds.
 */
const patient = { handshake: 120_000, headers: 120_000, request: 120_000 };

/**
 * A real hub on loopback.
 *
 * @param location its store; by default a new SQLite file
 * @param organiserPage folder of a built organiser's page
 * @param initial what an empty store is made of
 * @param port 0: any
 */
export async function startTestHub(
  limits: Partial<ServerLimits> = {},
  location?: HubLocation,
  organiserPage: string | null = null,
  initial: InitialHub = { event: { file: sampleEvent, secret: eventSecret }, name: 'Test hub' },
  port = 0,
) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-hub-'));
  /** The hub's clock, UTC milliseconds; may be set. */
  const clock = createTestTime(morning);
  const log: LogLine[] = [];
  const adminToken = randomBytes(32).toString('base64url');
  const tls = await testTls();
  const running = await startHub({
    location: location ?? {
      kind: 'sqlite',
      path: join(folder, 'hub.db'),
      key: null,
      nativeBinding: undefined,
    },
    initial: () => initial,
    tls,
    host: '127.0.0.1',
    port,
    adminToken,
    clock: () => clock.now,
    realClock: () => clock.now,
    steady: () => clock.steady,
    passwordCost: 2 ** 10,
    organiserPage,
    log: logInto(log),
    limits: { ...defaultLimits, ...patient, pauseAfterRefusal: 0, ...limits },
  });
  const url = `https://127.0.0.1:${running.server.port}`;
  const authority = tls.authority.certificate;
  const admin = createAdminClient({ url, authority, token: adminToken });
  let stopped = false;
  /** Ends the hub and keeps its file. */
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await admin.close();
    await running.stop();
  };
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  cleanUps.push(stop);
  const { fingerprint } = running.server;
  return { running, url, fingerprint, authority, adminToken, admin, log, folder, clock, stop };
}

function logInto(lines: LogLine[]): HubLog {
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, message, fields: { ...fields } });
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

export function refusals({ log }: Pick<TestHub, 'log'>): unknown[] {
  return log.filter(({ message }) => message === 'refused').map(({ fields }) => fields.code);
}

/** A station that has not enrolled. */
export function newStation(mode: StationMode, name = `${mode} 1`): NewStation {
  return { id: randomUUID(), name, mode, keys: makeSigningKeys(), version: '0.1.0' };
}

export type TestStation = Awaited<ReturnType<typeof enrolStation>>;

/** An enrolled station with its own client for the hub. */
export async function enrolStation(
  hub: Pick<TestHub, 'admin' | 'url' | 'fingerprint'>,
  mode: StationMode,
  id: string = randomUUID(),
) {
  const invite = await hub.admin.invite({ mode, name: '', replaces: null, takeover: false });
  const station = { ...newStation(mode), id };
  const outcome = await enrolAtHub(
    { url: hub.url, code: invite.code, fingerprint: hub.fingerprint },
    station,
  );
  if (outcome.kind !== 'enrolled') throw new Error('the fingerprint was given');
  const { enrolment } = outcome;
  const http = createHttpHub({
    url: hub.url,
    authority: enrolment.authority,
    token: enrolment.token,
    privateKey: station.keys.privateKey,
  });
  cleanUps.push(() => http.close());
  stationKeys.set(id, station.keys.privateKey);
  const facts = createTestChain(station.id, () => enrolment.epoch);
  /** Facts of this station as they go over the wire, newest last. */
  const chain = facts.events;
  return { id, mode, keys: station.keys, enrolment, http, facts, chain };
}

/** Adds admissions of these delegates to a station's chain. */
export function addFacts({ facts }: TestStation, delegates: readonly string[]): WireEvent[] {
  return delegates.map((delegateId) => facts.add({ delegateId }));
}

/** A push of the station's chain from this fact on, by default to its end. */
export function pushOf(
  { facts }: TestStation,
  request: number,
  from = 1,
  count = facts.events.length,
): PushRequest {
  return { ...facts.push(from, count), request };
}

export function handshakeOf({ facts, mode }: TestStation): HandshakeRequest {
  return handshakeOfChain(facts, { mode, wall: morning });
}

/** A hand-made request with any headers and bytes. */
export interface RawRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Sent as JSON in place of `body`. */
  json?: unknown;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  text: string;
}

/** Sends it and reads the answer, without any client of ours. */
export function sendRaw(
  hub: Pick<TestHub, 'url' | 'authority'>,
  { method = 'GET', path, headers, body, json }: RawRequest,
): Promise<RawAnswer> {
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      `${hub.url}${path}`,
      { method, ca: hub.authority, headers: { ...type, ...headers }, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(pieces);
          const { statusCode = 0, headers } = answer;
          resolve({ status: statusCode, headers, bytes, text: bytes.toString('utf8') });
        });
      },
    );
    request.on('error', reject);
    request.end(json === undefined ? body : JSON.stringify(json));
  });
}

/** Headers of a station's request, signed for these bytes. */
export function signedHeaders(
  station: TestStation,
  path: string,
  body: Uint8Array | string,
  key = station.keys.privateKey,
): Record<string, string> {
  const hash = createHash('sha256').update(body).digest('hex');
  return {
    ...stationHeaders(station),
    'content-type': 'application/json',
    [signatureHeader]: signText(readPrivateKey(key), signedText('POST', path, hash)),
  };
}

export function stationHeaders(station: TestStation): Record<string, string> {
  return { [protocolHeader]: '1-1', authorization: `Bearer ${station.enrolment.token}` };
}
