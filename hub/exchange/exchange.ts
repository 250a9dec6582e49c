import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Agent, Dispatcher } from 'undici';
import type { z } from 'zod';
import { protocolHeader, protocolVersions } from '../../domain/base/protocol.ts';
import { HubProblem, problemSchema, SyncFailure } from '../../domain/sync/problems.ts';

/** Node's codes (X509_V_ERR_*, without the prefix) for a certificate of another authority. */
const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Error codes if the server does not speak the hub's TLS at all (another service, a proxy). Other
 * codes of OpenSSL and BoringSSL mean bytes damaged in transit, which is temporary.
 */
const otherSpeech =
  /^ERR_(TLS_CERT_|SSL_(WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNSUPPORTED_PROTOCOL|UNEXPECTED_MESSAGE|.*ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)))/;

/**
 * Converts any error of an exchange to the two kinds that a hub's port may throw: HubProblem and
 * SyncFailure stay, every other error becomes a SyncFailure with it as the cause.
 */
export function connectionFailure(error: unknown): HubProblem | SyncFailure {
  if (error instanceof HubProblem || error instanceof SyncFailure) return error;
  const code = codeOf(error);
  const isOther = certificateCodes.has(code) || otherSpeech.test(code);
  return new SyncFailure(isOther ? 'wrong-certificate' : 'unreachable', error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const unzip = promisify(gunzip);

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with query. */
  path: string;
  /** JSON text; bytes if `headers` name their content type. */
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  /** Max bytes of the answer (uncompressed); the default is a megabyte. */
  largest?: number;
}

/** One keep-alive connection to one hub. */
export type Exchange = ReturnType<typeof openExchange>;

/** Milliseconds. A hub that does not answer within these counts as unreachable. */
const timeouts = {
  connect: 5_000,
  headers: 15_000,
  /** Between two pieces of an answer; longer than the heartbeat of hints. */
  piece: 40_000,
  whole: 60_000,
} as const;

const defaultLargest = 2 ** 20;

/**
 * Opens the connection to a hub.
 *
 * @param url `https://host:port`; a path in it is ignored
 * @param authority PEM of the hub's own certificate authority: nothing else is trusted, and the
 *   host's name does not matter (hubs move). Null trusts any certificate: only for fetching the
 *   authority, whose fingerprint is then compared.
 * @param token bearer token, or null before enrolment
 */
export function openExchange(url: string, authority: string | null, token: string | null) {
  const origin = new URL(url).origin;
  let opened: Promise<Connection> | null = null;
  const connection = (): Promise<Connection> => {
    opened ??= openConnection(authority);
    return opened;
  };
  const send = async (call: Call, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
    const { agent, request } = await connection();
    return request(`${origin}${call.path}`, {
      dispatcher: agent,
      method: call.method,
      headers: headersOf(call, token),
      body: call.body ?? null,
      signal,
    });
  };
  return {
    /** @returns the bytes of a successful answer. @throws HubProblem, SyncFailure */
    ask: async (call: Call): Promise<Uint8Array> => {
      try {
        const answer = await send(call, AbortSignal.timeout(timeouts.whole));
        const bytes = await read(answer, call.largest ?? defaultLargest);
        if (answer.statusCode !== 200) throw problemIn(bytes, answer.statusCode);
        return bytes;
      } catch (error) {
        throw connectionFailure(error);
      }
    },
    /** An answer that streams until one side ends it. @throws HubProblem, SyncFailure */
    follow: async (call: Call, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> => {
      try {
        const answer = await send(call, signal);
        if (answer.statusCode === 200) return answer.body;
        throw problemIn(await read(answer, defaultLargest), answer.statusCode);
      } catch (error) {
        throw connectionFailure(error);
      }
    },
    close: async (): Promise<void> => {
      const { agent } = await connection();
      await agent.destroy();
    },
  };
}

interface Connection {
  agent: Agent;
  request: typeof import('undici').request;
}

/** Loads the libraries with the first request: this tenth of a second must not delay a start. */
async function openConnection(authority: string | null): Promise<Connection> {
  const [{ Agent, request }, { trustAnchor }] = await Promise.all([
    import('undici'),
    import('../tls/trust-anchor.ts'),
  ]);
  const trust =
    authority === null
      ? { rejectUnauthorized: false }
      : { ca: trustAnchor(authority), checkServerIdentity: () => undefined };
  const agent = new Agent({
    connect: { ...trust, timeout: timeouts.connect },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.piece,
    keepAliveTimeout: 30_000,
    connections: 4,
    pipelining: 1,
  });
  return { agent, request };
}

function headersOf(call: Call, token: string | null): Record<string, string> {
  return {
    [protocolHeader]: `${protocolVersions.oldest}-${protocolVersions.newest}`,
    'accept-encoding': 'gzip',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...call.headers,
  };
}

async function read(answer: Dispatcher.ResponseData, largest: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body) {
    length += piece.length;
    // Leaving the loop closes the connection.
    if (length > largest) throw new SyncFailure('bad-answer', new Error(`over ${largest} bytes`));
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  if (answer.headers['content-encoding'] === undefined) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: largest });
  } catch (error) {
    throw new SyncFailure('bad-answer', error);
  }
}

/** The hub's problem; an answer that is not a hub's (for example a proxy's) is a bad answer. */
function problemIn(bytes: Uint8Array, status: number): HubProblem | SyncFailure {
  const parsed = problemSchema.safeParse(jsonOrNull(bytes));
  if (!parsed.success) return new SyncFailure('bad-answer', new Error(`status ${status}`));
  const { code, detail, retryAfter, head } = parsed.data;
  return new HubProblem(code, detail, { retryAfter, head });
}

/**
 * Validates an answer with its schema.
 *
 * @throws SyncFailure `bad-answer`
 */
export function readAnswer<Schema extends z.ZodType>(
  bytes: Uint8Array,
  schema: Schema,
): z.infer<Schema> {
  return readValue(jsonOrNull(bytes), schema);
}

/** As {@link readAnswer}, for a value in an answer. */
export function readValue<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new SyncFailure('bad-answer', parsed.error);
  return parsed.data;
}

function jsonOrNull(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
