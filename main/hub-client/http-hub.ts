import { createHash, type KeyObject } from 'node:crypto';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { readPrivateKey, signText } from '../../crypto/ed25519.ts';
import { type Stream, signatureHeader, signedText } from '../../domain/base/protocol.ts';
import {
  type DayRequest,
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  type HubDayStatus,
  hubDayStatusSchema,
  type ReportQuery,
} from '../../domain/day-close/day-close-wire.ts';
import type { SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import {
  type RosterImportAnswer,
  type RosterImportRequest,
  rosterImportAnswerSchema,
  streamedDelegateSchema,
} from '../../domain/roster/roster-wire.ts';
import { directorySchema, ordersSchema } from '../../domain/sync/directory.ts';
import { streamedEventSchema } from '../../domain/sync/events.ts';
import { type Hint, hintSchema } from '../../domain/sync/hints.ts';
import { type StickAnswer, stickAnswerSchema } from '../../domain/sync/stick.ts';
import {
  chainAnswerSchema,
  handshakeAnswerSchema,
  type Page,
  type PullRequest,
  pageEndSchema,
  pushAnswerSchema,
} from '../../domain/sync/sync.ts';
import { SyncFailure } from '../../domain/sync/sync-failure.ts';
import { type Exchange, openExchange, readAnswer } from '../../hub/exchange/exchange.ts';
import { failureOnTheWay } from '../../hub/exchange/failures.ts';
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
export interface HttpHub extends HubPort, DayCalls {
  /** People of a roster file for the hub's roster; only a desk may call it. */
  importRoster(request: RosterImportRequest): Promise<RosterImportAnswer>;
  /** Passes on another station's stick unchanged; only a desk may call it. */
  importStick(file: Uint8Array): Promise<StickAnswer>;
  /** Receives hints until the hub ends the stream or the signal aborts; the caller reconnects. */
  listenToHints(onHint: (hint: Hint) => void, signal: AbortSignal): Promise<void>;
  /** Aborts requests in progress and closes all connections. */
  close(): Promise<void>;
}

/** Maximum answers, in unpacked bytes: a page has up to 1,000 events with body and payload. */
const largest = {
  page: 64 * 2 ** 20,
  handshake: 4 * 2 ** 20,
  directory: 8 * 2 ** 20,
  orders: 16 * 2 ** 20,
} as const;

/** Calls the hub at `credentials.url`. Runs in any thread. Throws if the private key is invalid. */
export function createHttpHub(credentials: HubCredentials): HttpHub {
  const exchange = openExchange(credentials.url, credentials.authority, credentials.token);
  const key = readPrivateKey(credentials.privateKey);
  return {
    handshake: async (request) => {
      const body = JSON.stringify(request);
      return readAnswer(
        await exchange.ask({
          method: 'POST',
          path: '/v1/handshake',
          body,
          largest: largest.handshake,
        }),
        handshakeAnswerSchema,
      );
    },
    push: async (request) => {
      const body = JSON.stringify(request);
      const answer = await exchange.ask({ method: 'POST', path: '/v1/push', body });
      return readAnswer(answer, pushAnswerSchema);
    },
    pullRoster: async (request) =>
      readPage(await askPage(exchange, 'roster', request), streamedDelegateSchema, request),
    pullEvents: async (request) =>
      readPage(await askPage(exchange, 'events', request), streamedEventSchema, request),
    chain: async (request) => {
      const body = JSON.stringify(request);
      return readAnswer(
        await exchange.ask({ method: 'POST', path: '/v1/chain', body }),
        chainAnswerSchema,
      );
    },
    orders: async () =>
      readAnswer(
        await exchange.ask({ method: 'GET', path: '/v1/orders', largest: largest.orders }),
        ordersSchema,
      ),
    directory: async () =>
      readAnswer(
        await exchange.ask({
          method: 'GET',
          path: '/v1/directory',
          largest: largest.directory,
        }),
        directorySchema,
      ),
    confirmPurge: async (signed) => {
      const body = JSON.stringify(signed);
      const answer = await exchange.ask({ method: 'POST', path: '/v1/purge/confirmations', body });
      readAnswer(answer, z.object({}));
    },
    importRoster: async (request) =>
      readAnswer(
        await askSigned(exchange, key, '/v1/roster/entries', request),
        rosterImportAnswerSchema,
      ),
    ...dayCalls(exchange, (path, request, maxAnswerSize) =>
      askSigned(exchange, key, path, request, maxAnswerSize),
    ),
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

/** A request that changes something: signed over method, path and the body's bytes. */
async function askSigned(
  exchange: Exchange,
  key: KeyObject,
  path: string,
  request: object,
  maxAnswerSize?: number,
): Promise<Uint8Array> {
  const body = JSON.stringify(request);
  const hash = createHash('sha256').update(body).digest('hex');
  const signature = signText(key, signedText('POST', path, hash));
  return await exchange.ask({
    method: 'POST',
    path,
    body,
    headers: { [signatureHeader]: signature },
    ...(maxAnswerSize === undefined ? {} : { largest: maxAnswerSize }),
  });
}

async function askPage(
  exchange: Exchange,
  stream: Stream,
  request: PullRequest,
): Promise<Uint8Array> {
  const query = `epoch=${request.epoch}&after=${request.after}&limit=${request.limit}`;
  return await exchange.ask({
    method: 'GET',
    path: `/v1/${stream}?${query}`,
    largest: largest.page,
  });
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
    if (!signal.aborted) throw failureOnTheWay(error);
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

/** Bytes of a report with a line for each of a few thousand stations and delegations. */
const maxReport = 16 * 2 ** 20;

/** A desk's calls to the hub about the close of days. They throw HubProblem and SyncFailure. */
export interface DayCalls {
  dayStatus(day: LocalDay): Promise<HubDayStatus>;
  /** A report as it was issued; the day's newest without a revision. */
  dayReport(query: ReportQuery): Promise<SignedReport>;
  /** Asks every station to close the day. */
  callDay(request: DayRequest): Promise<{ calledAt: number }>;
  /** Has the hub issue the day's report. */
  closeDay(request: DayRequest): Promise<SignedReport>;
}

/** Makes the calls. `askSigned` posts a signed request, and accepts so many bytes of an answer. */
export function dayCalls(
  exchange: Exchange,
  askSigned: (path: string, request: object, largest: number) => Promise<Uint8Array>,
): DayCalls {
  const get = (path: string): Promise<Uint8Array> =>
    exchange.ask({ method: 'GET', path, largest: maxReport });
  return {
    dayStatus: async (day) => readAnswer(await get(`/v1/day?day=${day}`), hubDayStatusSchema),
    dayReport: async ({ day, revision }) => {
      const which = revision === null ? '' : `&revision=${revision}`;
      const answer = await get(`/v1/day/report?day=${day}${which}`);
      return readAnswer(answer, dayCloseAnswerSchema).signed;
    },
    callDay: async (request) =>
      readAnswer(await askSigned('/v1/day/call', request, maxReport), dayCallAnswerSchema),
    closeDay: async (request) =>
      readAnswer(await askSigned('/v1/day/close', request, maxReport), dayCloseAnswerSchema).signed,
  };
}
