import { z } from 'zod';
import { signedConfirmationSchema } from '../../domain/privacy/outcome.ts';
import { streamedDelegateSchema } from '../../domain/roster/roster-wire.ts';
import { directorySchema, ordersSchema } from '../../domain/sync/directory.ts';
import { streamedEventSchema } from '../../domain/sync/events.ts';
import { HubProblem, problemSchema } from '../../domain/sync/problems.ts';
import {
  chainAnswerSchema,
  chainRequestSchema,
  handshakeAnswerSchema,
  handshakeRequestSchema,
  type PullRequest,
  pullRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
} from '../../domain/sync/sync.ts';
import type { Hub } from '../../hub/app/hub.ts';
import type { EnrolledStation } from '../../hub/base/enrolled-station.ts';
import { readAnswer } from '../../hub/exchange/exchange.ts';
import { readValue } from '../../hub/http/body.ts';
import type { PageLines } from '../../hub/sync/pull.ts';
import { readPage } from '../../main/hub-client/http-hub.ts';
import { type HubPort, SyncFailure } from '../../main/hub-client/hub-port.ts';

/** The calls of a hub that stations make while they sync. */
export type Method =
  | 'handshake'
  | 'push'
  | 'roster'
  | 'events'
  | 'chain'
  | 'orders'
  | 'directory'
  | 'purged';

/** A request on its way: who sends it, what it asks, and the JSON text that is carried. */
export interface Letter {
  token: string;
  method: Method;
  text: string;
}

/** What a hub's door says to a letter: the text of an answer, or of a problem. */
export type Reply = { ok: true; text: string } | { ok: false; text: string };

/** What happens to one request of a sync. */
export const faults = [
  ...(['request-lost', 'answer-lost', 'twice', 'late', 'truncated', 'busy', 'between'] as const),
  ...(['hub-crash-before', 'hub-crash-after', 'hub-full'] as const),
] as const;
export type Fault = (typeof faults)[number];

/** The way between a machine and the hub. `carry` throws SyncFailure where nothing comes back. */
export interface Way {
  carry(letter: Letter): Promise<Reply>;
}

/** A hub as the engine sees it: everything goes as text, as it does over HTTPS, and is read by the same readers. */
export function createPort(token: () => string, way: Way): HubPort {
  const ask = async (method: Method, request: object): Promise<Uint8Array> => {
    const reply = await way.carry({ token: token(), method, text: JSON.stringify(request) });
    if (reply.ok) return Buffer.from(reply.text, 'utf8');
    throw problemIn(reply.text);
  };
  const page = async <Row extends { seq: number }>(
    method: Method,
    schema: z.ZodType<Row>,
    request: PullRequest,
  ) => readPage(await ask(method, request), schema, request);
  return {
    handshake: async (request) =>
      readAnswer(await ask('handshake', request), handshakeAnswerSchema),
    push: async (request) => readAnswer(await ask('push', request), pushAnswerSchema),
    pullRoster: (request) => page('roster', streamedDelegateSchema, request),
    pullEvents: (request) => page('events', streamedEventSchema, request),
    chain: async (request) => readAnswer(await ask('chain', request), chainAnswerSchema),
    orders: async () => readAnswer(await ask('orders', {}), ordersSchema),
    directory: async () => readAnswer(await ask('directory', {}), directorySchema),
    confirmPurge: async (signed) => {
      readAnswer(await ask('purged', signed), z.object({}));
    },
  };
}

function problemIn(text: string): HubProblem {
  const { code, detail, retryAfter, head } = problemSchema.parse(JSON.parse(text));
  return new HubProblem(code, detail, { retryAfter, head });
}

/** Nothing came back. */
export function noAnswer(): SyncFailure {
  return new SyncFailure('unreachable');
}
export { SyncFailure };

/**
 * What the hub's server does with a request, without the server: finds out whose token it is, reads
 * the text by its schema, asks the hub, and writes the answer or the problem as text. Errors that are
 * no problem of the protocol are thrown.
 */
export async function knock(hub: Hub, letter: Letter): Promise<Reply> {
  try {
    const station = await hub.stationOfToken(letter.token);
    if (station === null) throw new HubProblem('unauthorised');
    return { ok: true, text: await answer(hub, station, letter) };
  } catch (error) {
    if (!(error instanceof HubProblem)) throw error;
    return { ok: false, text: problemText(error) };
  }
}

/** The text of a problem as it goes over the wire. */
export function problemText({ code, detail, retryAfter, head }: HubProblem): string {
  return JSON.stringify({ code, detail: detail.slice(0, 500), retryAfter, head });
}

async function answer(
  hub: Hub,
  station: EnrolledStation,
  { method, text }: Letter,
): Promise<string> {
  const value: unknown = JSON.parse(text);
  switch (method) {
    case 'handshake':
      return JSON.stringify(await hub.handshake(station, readValue(value, handshakeRequestSchema)));
    case 'push':
      return JSON.stringify(await hub.push(station, readValue(value, pushRequestSchema)));
    case 'roster':
      return pageText(await hub.pullRosterLines(station, readValue(value, pullRequestSchema)));
    case 'events':
      return pageText(await hub.pullEventsLines(station, readValue(value, pullRequestSchema)));
    case 'chain':
      return JSON.stringify(await hub.chain(station, readValue(value, chainRequestSchema)));
    case 'orders':
      return JSON.stringify(await hub.orders(station));
    case 'directory':
      return JSON.stringify(await hub.directory(station));
    case 'purged':
      await hub.privacy.confirm(station, readValue(value, signedConfirmationSchema));
      return '{}';
  }
}

function pageText({ lines, end }: PageLines): string {
  return `${lines}${JSON.stringify(end)}\n`;
}
