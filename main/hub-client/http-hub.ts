import { createHash, type KeyObject } from 'node:crypto';
import { createParser } from 'eventsource-parser';
import type { z } from 'zod';
import { signatureHeader, signedText } from '../../domain/base/protocol.ts';
import {
  type StationAnswer,
  type StationCalls,
  type StationInput,
  type StationRouteName,
  stationRoutes,
  streamRoutes,
} from '../../domain/hub-hosting/station-routes.ts';
import { streamedDelegateSchema } from '../../domain/roster/roster-wire.ts';
import { streamedEventSchema } from '../../domain/sync/events.ts';
import { SyncFailure } from '../../domain/sync/problems.ts';
import { type StickAnswer, stickAnswerSchema } from '../../domain/sync/stick.ts';
import {
  type Hint,
  hintSchema,
  type Page,
  type PullRequest,
  pageEndSchema,
} from '../../domain/sync/sync.ts';
import { connectionFailure, openExchange, readAnswer } from '../../hub/exchange/exchange.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import type { HubPort } from './hub-port.ts';

/** What an enrolled station knows of its hub and of itself. */
export interface HubCredentials {
  /** `https://host:port` */
  url: string;
  /** PEM of the hub's own certificate authority, pinned at enrolment. */
  authority: string;
  /** Bearer token. */
  token: string;
  /** The station's Ed25519 key, PKCS #8 DER in base64. */
  privateKey: string;
}

/** A hub over HTTPS. Calls throw HubProblem and SyncFailure. */
export interface HttpHub extends HubPort, StationCalls {
  /** Passes on another station's stick unchanged; only a desk may call it. */
  importStick(file: Uint8Array): Promise<StickAnswer>;
  /** Receives hints until the hub ends the stream or the signal aborts; the caller reconnects. */
  listenToHints(onHint: (hint: Hint) => void, signal: AbortSignal): Promise<void>;
  /** Aborts requests in progress and closes all connections. */
  close(): Promise<void>;
}

/** Maximum bytes of a page, unpacked: it has up to 1,000 events with body and payload. */
const largestPage = 64 * 2 ** 20;

/** Calls the hub at `credentials.url`. Runs in any thread. Throws if the private key is invalid. */
export function createHttpHub(credentials: HubCredentials): HttpHub {
  const exchange = openExchange(credentials.url, credentials.authority, credentials.token);
  const key = readPrivateKey(credentials.privateKey);
  const page = (name: keyof typeof streamRoutes, request: PullRequest): Promise<Uint8Array> => {
    const { epoch, after, limit } = request;
    const path = `${streamRoutes[name]}?epoch=${epoch}&after=${after}&limit=${limit}`;
    return exchange.ask({ method: 'GET', path, largest: largestPage });
  };
  return {
    ...stationCalls(async (name, input) => {
      const { method, path, isSigned, largest } = stationRoutes[name];
      if (method === 'GET')
        return exchange.ask({ method, path: `${path}${queryOf(input)}`, largest });
      const body = JSON.stringify(input);
      const headers = isSigned ? { [signatureHeader]: signatureOf(key, path, body) } : {};
      return exchange.ask({ method, path, body, headers, largest });
    }),
    pullRoster: async (request) =>
      readPage(await page('pullRoster', request), streamedDelegateSchema, request),
    pullEvents: async (request) =>
      readPage(await page('pullEvents', request), streamedEventSchema, request),
    importStick: async (file) => {
      const headers = { 'content-type': 'application/octet-stream' };
      const bytes = await exchange.ask({ method: 'POST', path: '/v1/stick', body: file, headers });
      return readAnswer(bytes, stickAnswerSchema);
    },
    listenToHints: async (onHint, signal) => {
      if (signal.aborted) return;
      const pieces = await exchange.follow({ method: 'GET', path: '/v1/hints' }, signal);
      await readHints(pieces, onHint, signal);
    },
    close: () => exchange.close(),
  };
}

/**
 * The calls of the table.
 *
 * @param carry sends the input of a call, and answers with the bytes of the hub's answer
 */
export function stationCalls(
  carry: (name: StationRouteName, input: object) => Promise<Uint8Array>,
): StationCalls {
  const call =
    <Name extends StationRouteName>(name: Name) =>
    async (input: StationInput<Name> | Record<never, never> = {}): Promise<StationAnswer<Name>> =>
      // The table's own schema reads it; the compiler does not follow a schema through its key.
      readAnswer(await carry(name, input), stationRoutes[name].answer) as StationAnswer<Name>;
  return {
    handshake: call('handshake'),
    push: call('push'),
    chain: call('chain'),
    orders: call('orders'),
    directory: call('directory'),
    event: call('event'),
    offerEvent: call('offerEvent'),
    offerStopList: call('offerStopList'),
    confirmPurge: call('confirmPurge'),
    importRoster: call('importRoster'),
    offerPhotos: call('offerPhotos'),
    sendPhotos: call('sendPhotos'),
    pullPhotos: call('pullPhotos'),
    dayStatus: call('dayStatus'),
    dayReport: call('dayReport'),
    callDay: call('callDay'),
    closeDay: call('closeDay'),
  };
}

function queryOf(input: object): string {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? '' : `?${query}`;
}

/** Signs method, path and the body's bytes. */
function signatureOf(key: KeyObject, path: string, body: string): string {
  const hash = createHash('sha256').update(body).digest('hex');
  return signText(key, signedText('POST', path, hash));
}

/** Maximum length of a hint in characters; a hub's is under a hundred. */
const maxHint = 4_096;

/**
 * Reads hints (server-sent events) until the stream ends. Anything that is not a hint of today's
 * form is skipped: nothing depends on hints.
 *
 * @returns when the hub ended the stream, or `signal` was aborted
 * @throws SyncFailure for a stream that broke
 */
export async function readHints(
  pieces: AsyncIterable<Uint8Array>,
  onHint: (hint: Hint) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ data }) => {
      const hint = hintIn(data);
      if (hint !== null) onHint(hint);
    },
    maxBufferSize: maxHint,
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw new SyncFailure('bad-answer', error);
    },
  });
  try {
    for await (const piece of pieces) parser.feed(decoder.decode(piece, { stream: true }));
  } catch (error) {
    if (!signal.aborted) throw connectionFailure(error);
  }
}

function hintIn(data: string): Hint | null {
  try {
    return hintSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Reads a page of a pull (NDJSON, UTF-8): rows, then the line that marks it as complete.
 *
 * @throws SyncFailure `bad-answer` for a page that was cut off, does not continue the request's
 *   cursor, or has an invalid row: then none of it counts
 */
export function readPage<Row extends { seq: number }>(
  bytes: Uint8Array,
  rowSchema: z.ZodType<Row>,
  request: PullRequest,
): Page<Row> {
  const lines = textOf(bytes).split('\n');
  if (lines.pop() !== '') throw bad('the last line is cut off');
  const end = parse(lines.pop() ?? '', pageEndSchema);
  const rows = lines.map((line) => parse(line, rowSchema));
  if (rows.length !== end.rows || rows.length > request.limit) throw bad('rows are missing');
  let last = request.after;
  for (const { seq } of rows) {
    if (seq <= last) throw bad('rows are out of order');
    last = seq;
  }
  if (end.next < last || end.last < end.next) throw bad('the cursor does not fit the rows');
  return { rows, end };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SyncFailure('bad-answer', error);
  }
}

function parse<Schema extends z.ZodType>(line: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new SyncFailure('bad-answer', error);
  }
}

function bad(what: string): SyncFailure {
  return new SyncFailure('bad-answer', new Error(what));
}
