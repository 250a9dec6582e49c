import {
  type StationRouteName,
  stationRoutes,
  type streamRoutes,
} from '../../domain/hub-hosting/station-routes.ts';
import { streamedDelegateSchema } from '../../domain/roster/roster-wire.ts';
import { streamedEventSchema } from '../../domain/sync/events.ts';
import { HubProblem, problemSchema } from '../../domain/sync/problems.ts';
import { pullRequestSchema } from '../../domain/sync/sync.ts';
import type { Hub } from '../../hub/app/hub.ts';
import type { EnrolledStation } from '../../hub/base/enrolled-station.ts';
import { readValue } from '../../hub/http/body.ts';
import { stationAnswers } from '../../hub/http/station-routes.ts';
import type { PageLines } from '../../hub/sync/pull.ts';
import { readPage, stationCalls } from '../../main/hub-client/http-hub.ts';
import { type HubPort, SyncFailure } from '../../main/hub-client/hub-port.ts';

/** The hub's calls that stations make while they sync. */
export type Method = StationRouteName | keyof typeof streamRoutes;

/** A request in transit: its sender, what it asks, and its JSON text. */
export interface Letter {
  token: string;
  method: Method;
  text: string;
}

/** The hub's answer: the text of a result or of a problem. */
export type Reply = { ok: true; text: string } | { ok: false; text: string };

/** What happens to one request of a sync. */
export const faults = [
  'request-lost',
  'answer-lost',
  'twice',
  'late',
  'truncated',
  'busy',
  'between',
  'hub-crash-before',
  'hub-crash-after',
  'hub-full',
] as const;
export type Fault = (typeof faults)[number];

/**
 * The network between a machine and the hub. `carry` throws SyncFailure if no answer comes back.
 */
export interface Way {
  carry(letter: Letter): Promise<Reply>;
}

/**
 * A hub as the engine sees it. Everything goes as text and is read by the same readers, as over
 * HTTPS.
 */
export function createPort(token: () => string, way: Way): HubPort {
  const ask = async (method: Method, request: object): Promise<Uint8Array> => {
    const reply = await way.carry({ token: token(), method, text: JSON.stringify(request) });
    if (reply.ok) return Buffer.from(reply.text, 'utf8');
    throw problemIn(reply.text);
  };
  return {
    ...stationCalls((name, input) => ask(name, input)),
    pullRoster: async (request) =>
      readPage(await ask('pullRoster', request), streamedDelegateSchema, request),
    pullEvents: async (request) =>
      readPage(await ask('pullEvents', request), streamedEventSchema, request),
  };
}

function problemIn(text: string): HubProblem {
  const { code, detail, retryAfter, head } = problemSchema.parse(JSON.parse(text));
  return new HubProblem(code, detail, { retryAfter, head });
}

export function noAnswer(): SyncFailure {
  return new SyncFailure('unreachable');
}
export { SyncFailure };

/**
 * Does what the hub's server does with a request, without the server. Finds the sender by the
 * token, parses the text by its schema, calls the hub, and writes the answer or the problem as
 * text. Throws errors that are no problem of the protocol.
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

export function problemText({ code, detail, retryAfter, head }: HubProblem): string {
  return JSON.stringify({ code, detail: detail.slice(0, 500), retryAfter, head });
}

async function answer(
  hub: Hub,
  station: EnrolledStation,
  { method, text }: Letter,
): Promise<string> {
  const value: unknown = JSON.parse(text);
  if (method === 'pullRoster') {
    return pageText(await hub.pullRosterLines(station, readValue(value, pullRequestSchema)));
  }
  if (method === 'pullEvents') {
    return pageText(await hub.pullEventsLines(station, readValue(value, pullRequestSchema)));
  }
  const run = stationAnswers(hub)[method] as (from: EnrolledStation, input: unknown) => unknown;
  return JSON.stringify(await run(station, readValue(value, stationRoutes[method].input)));
}

function pageText({ lines, end }: PageLines): string {
  return `${lines}${JSON.stringify(end)}\n`;
}
