import type { z } from 'zod';
import { csrfHeader } from '../../../domain/organiser/access.ts';
import {
  type OrganiserAnswer,
  type OrganiserRouteName,
  organiserRoutes,
} from '../../../domain/organiser/organiser.ts';
import { noteAsOf } from './as-of.ts';
import { RequestFailure, refusalOf } from './failure.ts';

interface Ask<T> {
  method: 'GET' | 'POST';
  /** With its query. */
  url: string;
  /** Sent as JSON; a file is sent unchanged. */
  body?: unknown;
  answer: z.ZodType<T>;
  /** Timeout in milliseconds. */
  patience?: number | undefined;
}

/** Timeout in milliseconds, longer than any usual answer; a hanging connection counts as down. */
const timeout = 20_000;

let csrf = '';
const whenOver = new Set<() => void>();
const whenUsed = new Set<() => void>();

/** The session's token against forged requests, sent with every change. */
export function setCsrfToken(token: string): void {
  csrf = token;
}

/**
 * Calls back when the hub reports that there is no session. Returns a function that unsubscribes.
 */
export function onSessionOver(told: () => void): () => void {
  whenOver.add(told);
  return () => whenOver.delete(told);
}

/** Calls back after every answer within a session: each extends it. */
export function onSessionUsed(told: () => void): () => void {
  whenUsed.add(told);
  return () => whenUsed.delete(told);
}

/** Asks the user for the password again; false if it was not given. */
type ProveAgain = () => Promise<boolean>;
let proveAgain: ProveAgain | null = null;

/** Sets the function that asks for the password again when the hub requires it; null: none. */
export function setProveAgain(asks: ProveAgain | null): void {
  proveAgain = asks;
}

/**
 * Sends a request to the hub and parses the answer.
 *
 * @throws {RequestFailure} nothing else
 */
async function request<T>({ method, url, body, answer, patience }: Ask<T>): Promise<T> {
  const response = await send(method, url, body, patience);
  const text = await response.text().catch(() => {
    throw new RequestFailure('unreachable'); // connection lost
  });
  const parsed = answer.safeParse(jsonOf(text) ?? {});
  if (!parsed.success) throw new RequestFailure('bad-answer');
  return parsed.data;
}

/**
 * Fetches a file.
 * @throws {RequestFailure} nothing else
 */
export async function fetchFile(
  url: string,
  onProgress: (received: number, total: number | null) => void,
): Promise<{ blob: Blob; name: string | null }> {
  const response = await send('GET', url, undefined, 5 * 60_000);
  const length = Number(response.headers.get('content-length'));
  const reader = response.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  try {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      parts.push(part.value);
      received += part.value.length;
      onProgress(received, length > 0 ? length : null);
    }
  } catch {
    throw new RequestFailure('unreachable');
  }
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return { blob: new Blob(parts, { type }), name: nameOf(response.headers) };
}

async function send(
  method: string,
  url: string,
  body: unknown,
  milliseconds = timeout,
): Promise<Response> {
  const response = await fetch(url, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(milliseconds),
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'content-type': typeOf(body), [csrfHeader]: csrf }),
    },
    ...(method === 'GET' ? {} : { body: textOf(body) }),
  }).catch(() => {
    throw new RequestFailure('unreachable');
  });
  if (response.ok) {
    for (const told of whenUsed) told();
    return response;
  }
  const refusal = refusalOf(response.status, jsonOf(await response.text().catch(() => '')));
  if (refusal.code === 'prove-again' && (await proveAgain?.())) {
    return send(method, url, body, milliseconds);
  }
  if (refusal.code === 'session-over') for (const told of whenOver) told();
  throw refusal;
}

function typeOf(body: unknown): string {
  return body instanceof Blob ? 'application/octet-stream' : 'application/json';
}

function textOf(body: unknown): Blob | string {
  return body instanceof Blob ? body : JSON.stringify(body ?? {});
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an empty answer, or not the hub's: the caller's schema reports it
  }
}

/** RFC 6266: the name in UTF-8 if there is one. */
function nameOf(headers: Headers): string | null {
  const text = headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(text)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(text)?.[1] ?? null;
}

/** A route's input, before its schema adds the defaults. */
export type RouteInput<N extends OrganiserRouteName> = z.input<
  (typeof organiserRoutes)[N]['input']
>;

interface RouteOptions {
  /** Timeout in milliseconds. */
  patience?: number;
  /** Sent as the body, unchanged. */
  file?: Blob;
}

/** What each route is asked with, and its answer. The id fills `:id` of the route. */
export type RouteRequests = {
  [N in OrganiserRouteName]: {
    args: [input: RouteInput<N>, id?: string | null, options?: RouteOptions];
    answer: OrganiserAnswer<N>;
  };
};

/** The address of a route: `:id` filled in, the input of a GET as its query. */
function addressOfRoute(name: OrganiserRouteName, input: object, id: string | null): string {
  const { method, url } = organiserRoutes[name];
  const path = id === null ? url : url.replace(':id', encodeURIComponent(id));
  if (method !== 'GET') return path;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && value !== null) query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Calls a route of the hub's table.
 *
 * @throws {RequestFailure} nothing else
 */
export async function ask<N extends OrganiserRouteName>(
  name: N,
  ...args: RouteRequests[N]['args']
): Promise<RouteRequests[N]['answer']> {
  const [input, id = null, { patience, file } = {}] = args;
  const { method, answer } = organiserRoutes[name];
  const value = await request<RouteRequests[N]['answer']>({
    method,
    url: addressOfRoute(name, input, id),
    body: file ?? input,
    patience,
    // The table's type is a union over all routes; this is the one of `name`.
    answer: answer as unknown as z.ZodType<RouteRequests[N]['answer']>,
  });
  noteAsOf(value);
  return value;
}
