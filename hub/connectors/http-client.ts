import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'undici';
import type { z } from 'zod';
import { ConnectorFailure } from './failure.ts';

/** One request to an outside system. */
export interface Call {
  method: 'GET' | 'POST' | 'PATCH';
  /** Path with query, from the server's root. */
  path: string;
  /** JSON text. */
  body?: string;
  headers?: Record<string, string>;
  /** Max answer in bytes; 16 MB by default. */
  largest?: number;
}

/** A complete answer of any status. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** A keep-alive connection to one server. */
export type HttpClient = ReturnType<typeof openHttpClient>;

/** Milliseconds. */
const timeouts = { connect: 10_000, headers: 60_000, piece: 30_000, whole: 300_000 } as const;
const defaultLargest = 16 * 2 ** 20;

/**
 * Opens the connection. Redirects are not followed, because a token may go only to its own server.
 *
 * @param url only its origin is used
 * @param authority PEM file of the only authority to trust, or null for the system's
 * @param authorization value of that header, or null
 * @throws ConnectorFailure `wrong-certificate` if the authority's file cannot be read
 */
export function openHttpClient(
  url: string,
  authority: string | null,
  authorization: string | null,
) {
  const { origin } = new URL(url);
  const ca = authority === null ? {} : { ca: readAuthority(authority) };
  const agent = new Agent({
    connect: { ...ca, timeout: timeouts.connect },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.piece,
    connections: 2,
    pipelining: 1,
  });
  return {
    /** @throws ConnectorFailure `unreachable`, `wrong-certificate`, `too-large` */
    ask: async (call: Call): Promise<Answer> => {
      try {
        const { statusCode, headers, body } = await request(`${origin}${call.path}`, {
          dispatcher: agent,
          method: call.method,
          headers: headersOf(call, authorization),
          body: call.body ?? null,
          signal: AbortSignal.timeout(timeouts.whole),
        });
        return { status: statusCode, headers, bytes: await read(body, call.largest) };
      } catch (error) {
        throw connectionFailure(error);
      }
    },
    close: (): Promise<void> => agent.destroy(),
  };
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConnectorFailure('wrong-certificate', 'authority', { cause: error });
  }
}

function headersOf(call: Call, authorization: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    // A small compressed answer can unpack to any size.
    'accept-encoding': 'identity',
    'user-agent': 'Lanyard',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(authorization === null ? {} : { authorization }),
    ...call.headers,
  };
}

async function read(body: AsyncIterable<Buffer>, largest = defaultLargest): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    // Leaving the loop closes the connection.
    if (length > largest) throw new ConnectorFailure('too-large', `over ${largest} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function connectionFailure(error: unknown): ConnectorFailure {
  if (error instanceof ConnectorFailure) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL/.test(code);
  return new ConnectorFailure(isCertificate ? 'wrong-certificate' : 'unreachable', code, {
    cause: error,
  });
}

/**
 * The failure for an unexpected status. 401 and 403 concern the token in both systems (Indico
 * answers 403 to an unknown token).
 */
export function failureOf(answer: Answer): ConnectorFailure {
  const { status } = answer;
  const detail = `HTTP ${status}`;
  if (status === 401 || status === 403) return new ConnectorFailure('unauthorised', detail);
  if (status === 409) return new ConnectorFailure('in-progress', detail, { retryAfter: 5_000 });
  if (status === 429 || status === 503) {
    const retryAfter = retryAfterOf(answer);
    const code = status === 429 ? 'too-many-requests' : 'server-error';
    return new ConnectorFailure(code, detail, { retryAfter });
  }
  if (status >= 500) return new ConnectorFailure('server-error', detail);
  if (status >= 300 && status < 400) return new ConnectorFailure('redirected', detail);
  return new ConnectorFailure('bad-answer', detail);
}

/** RFC 9110, section 10.2.3: seconds, or a date. At most an hour, whatever the answer says. */
function retryAfterOf({ headers }: Answer): number | null {
  const said = headers['retry-after'] ?? '';
  const milliseconds = /^\d{1,6}$/.test(said)
    ? Number(said) * 1_000
    : Date.parse(said) - Date.parse(headers.date ?? '');
  if (Number.isNaN(milliseconds)) return null;
  return Math.min(Math.max(milliseconds, 0), 3_600_000);
}

/**
 * Parses an answer's JSON with its schema.
 *
 * @throws ConnectorFailure `bad-answer`; the detail names the first wrong field
 */
export function readAnswer<Schema extends z.ZodType>(
  { bytes }: Answer,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(jsonOrNull(bytes));
  if (parsed.success) return parsed.data;
  // Never the issue's message: it may quote what was received.
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConnectorFailure('bad-answer', path === '' ? 'no JSON of that form' : path);
}

/** The answer's JSON; null if it is not JSON. */
export function jsonOrNull(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/**
 * The server's clock minus ours, in milliseconds, by its `Date` header (to the second), or null.
 */
export function clockOffsetOf({ headers }: Answer, now: number): number | null {
  const theirs = Date.parse(headers.date ?? '');
  return Number.isNaN(theirs) ? null : theirs - now;
}
