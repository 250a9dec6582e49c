import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pushLimits } from '../../domain/base/protocol.ts';
import {
  type StationAnswer,
  type StationInput,
  type StationRouteName,
  stationRoutes,
  streamRoutes,
} from '../../domain/hub-hosting/station-routes.ts';
import { isBranch } from '../../domain/ledger/chain.ts';
import { enrolRequestSchema } from '../../domain/sync/enrolment.ts';
import { wireEventSchema } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  type HandshakeRequest,
  handshakeRequestSchema,
  maxHeldChains,
  type PullRequest,
  type PushRequest,
  pullRequestSchema,
  pushRequestSchema,
} from '../../domain/sync/sync.ts';
import type { Hub } from '../app/hub.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import type { PageLines } from '../sync/pull.ts';
import { bytesOf, checkSignature, countInQuery, readBody, readBytes, readValue } from './body.ts';
import { addressLimit, checkProtocol, stationOf } from './guard.ts';
import type { HintLines } from './hint-lines.ts';
import { createTokenBuckets, type ServerLimits } from './limits.ts';
import type { HubLog } from './log.ts';
import { type PushThread, worthAThread } from './push-thread.ts';

const zip = promisify(gzip);

/** Bytes below which compression gains nothing. */
const worthPacking = 1_024;

/** Sends a page as NDJSON, compressed if the station accepts it. Its last line marks the end. */
async function sendPage(
  page: PageLines,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const text = Buffer.from(`${page.lines}${JSON.stringify(page.end)}\n`, 'utf8');
  reply.header('content-type', 'application/x-ndjson').header('vary', 'accept-encoding');
  const takesPacked = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (!takesPacked || text.length < worthPacking) return reply.send(text);
  // The fastest level: names and hashes hardly shrink further, and the station waits.
  const packed = await zip(text, { level: constants.Z_BEST_SPEED });
  return reply.header('content-encoding', 'gzip').send(packed);
}

/** Bytes of about a hundred chains: a handshake with more of them costs more. */
const bytesOfOneHandshake = 16 * 1_024;

export interface StationRoutesSetting {
  hub: Hub;
  hints: HintLines;
  /** PEM of the hub's own certificate authority. */
  authority: string;
  limits: ServerLimits;
  log: HubLog;
  /** Reads long pushes; null or left out: the hub's own thread reads all. */
  pushes?: PushThread | null;
}

/** Adds the hub's identity, its certificate and enrolment, open to anyone. */
export function addPublicRoutes(app: FastifyInstance, setting: StationRoutesSetting): void {
  const { hub, authority, limits } = setting;
  const forEverybody = { config: { access: 'public' } } as const;
  app.get('/v1/health', forEverybody, async () => {
    const { hub: id, epoch } = hub.identity();
    return { hub: id, epoch };
  });
  app.get('/v1/authority', forEverybody, (_request, reply) =>
    reply.header('content-type', 'application/x-pem-file').send(authority),
  );
  const limit = addressLimit(app, limits.enrolPerAddress);
  const enrolling = { ...forEverybody, preParsing: limit, bodyLimit: limits.body.enrol };
  app.post('/v1/enrol', enrolling, async (request) => {
    checkProtocol(request);
    return await hub.enrol(readBody(request, enrolRequestSchema), request.ip);
  });
}

export function addStationRoutes(app: FastifyInstance, setting: StationRoutesSetting): void {
  const { hub, hints, limits } = setting;
  const forStations = { config: { access: 'station' } } as const;
  const handshakes = createTokenBuckets(limits.perStation.handshakes, 'handshakes');
  app.post(
    stationRoutes.handshake.path,
    { ...forStations, bodyLimit: limits.body.handshake },
    async (request) => {
      const station = stationOf(request);
      // Costed by its bytes before parsing: a refusal must cost the hub almost nothing.
      handshakes.take(station.id, 1 + Math.floor(bytesOf(request).length / bytesOfOneHandshake));
      return hub.handshake(station, await readHandshake(request));
    },
  );
  const facts = createTokenBuckets(limits.perStation.facts, 'facts');
  const copies = createTokenBuckets(limits.perStation.facts, 'facts');
  app.post(
    stationRoutes.push.path,
    { ...forStations, bodyLimit: limits.body.push },
    async (request) => {
      const station = stationOf(request);
      const bytes = bytesOf(request);
      const kibibytes = Math.ceil(bytes.length / 1_024);
      const noteIfRefused = (isOwn: boolean, take: () => void): void => {
        try {
          take();
        } catch (error) {
          if (isOwn) hub.noteRefused(station, error);
          throw error;
        }
      };
      // Before parsing: a refusal must be cheap. If relayed facts do not fit, own facts would not
      // either.
      noteIfRefused(true, () => facts.check(station.id, kibibytes));
      const thread = bytes.length < worthAThread ? null : setting.pushes;
      const body = await thread?.read(bytes);
      const said = body?.request ?? readBytes(bytes, pushOutlineSchema);
      const weight = Math.max(said.events.length, kibibytes);
      // Facts that a station relays count against its quota, but leave room for its own facts.
      const isOwn = said.station === station.id;
      noteIfRefused(isOwn, () =>
        facts.take(station.id, weight, isOwn ? 0 : limits.perStation.facts.burst / 2),
      );
      // The copied start of a branch counts in a separate bucket, not against its own facts.
      if (isBranch(said.incarnation)) copies.take(station.id, 0);
      const answer =
        body === undefined
          ? await hub.push(station, await readPush(said))
          : await hub.push(station, body.request, body);
      const copied = answer.known + answer.stored + answer.quarantined - said.events.length;
      if (copied > 0) copies.charge(station.id, copied);
      return answer;
    },
  );
  app.get(streamRoutes.pullRoster, forStations, async (request, reply) =>
    sendPage(await hub.pullRosterLines(stationOf(request), pullOf(request)), request, reply),
  );
  app.get(streamRoutes.pullEvents, forStations, async (request, reply) =>
    sendPage(await hub.pullEventsLines(stationOf(request), pullOf(request)), request, reply),
  );
  app.get('/v1/hints', { config: { access: 'station', isLine: true } }, (request, reply) => {
    if (request.caller?.kind !== 'station') throw new HubProblem('not-allowed');
    hints.open(request.caller.station, request.caller.token, reply.raw);
    reply.hijack();
  });
  const { body } = limits;
  const answers = stationAnswers(hub);
  answer(app, 'chain', answers);
  answer(app, 'orders', answers);
  answer(app, 'directory', answers);
  answer(app, 'event', answers);
  answer(app, 'offerEvent', answers, body.push);
  answer(app, 'offerStopList', answers, body.stopList);
  answer(app, 'confirmPurge', answers, body.confirmation);
  answer(app, 'importRoster', answers, body.entries);
  answer(app, 'offerPhotos', answers, body.push);
  answer(app, 'sendPhotos', answers, body.photos);
  answer(app, 'pullPhotos', answers);
  answer(app, 'dayStatus', answers);
  answer(app, 'dayReport', answers);
  answer(app, 'callDay', answers);
  answer(app, 'closeDay', answers);
}

export type StationAnswers = {
  [Name in StationRouteName]: (
    station: EnrolledStation,
    input: StationInput<Name>,
  ) => Promise<StationAnswer<Name>>;
};

/** The hub's answers to the calls of the table. They throw as the hub does. */
export function stationAnswers(hub: Hub): StationAnswers {
  return {
    handshake: hub.handshake,
    push: hub.push,
    chain: hub.chain,
    orders: hub.orders,
    directory: hub.directory,
    event: hub.event,
    offerEvent: hub.offerEvent,
    offerStopList: hub.offerStopList,
    confirmPurge: async (station, signed) => {
      await hub.privacy.confirm(station, signed);
      return {};
    },
    importRoster: hub.importRosterOf,
    offerPhotos: hub.offerPhotos,
    sendPhotos: hub.sendPhotos,
    pullPhotos: hub.pullPhotos,
    dayStatus: (_station, { day }) => hub.dayStatus(day),
    dayReport: async (_station, query) => ({ signed: await hub.dayReport(query) }),
    callDay: hub.callDayOf,
    closeDay: async (station, request) => ({ signed: await hub.closeDayOf(station, request) }),
  };
}

/** Answers a route of the table. */
function answer<Name extends StationRouteName>(
  app: FastifyInstance,
  name: Name,
  answers: StationAnswers,
  bodyLimit?: number,
): void {
  const { method, path, access, isSigned, input } = stationRoutes[name];
  app.route({
    method,
    url: path,
    config: { access },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    handler: (request) => {
      const station = stationOf(request);
      if (isSigned) checkSignature(request, station);
      const given = method === 'GET' ? readValue(request.query, input) : readBody(request, input);
      // The table's own schema parsed it; the compiler does not follow a schema through its key.
      return answers[name](station, given as StationInput<Name>);
    },
  });
}

/** Number of chains of a handshake, and facts of a push, read before other requests are served. */
const ofOneTurn = { chains: 500, facts: 64 } as const;

const outlineSchema = handshakeRequestSchema.extend({
  held: z.array(z.unknown()).max(maxHeldChains),
});
const chainsSchema = handshakeRequestSchema.shape.held;

/** Reads a handshake, with its thousands of chains in portions. */
async function readHandshake(request: FastifyRequest): Promise<HandshakeRequest> {
  const { held, ...said } = readBody(request, outlineSchema);
  return { ...said, held: await readInPortions(held, chainsSchema, ofOneTurn.chains) };
}

const pushOutlineSchema = pushRequestSchema.extend({
  events: z.array(z.unknown()).min(1).max(pushLimits.events),
});
const factsSchema = z.array(wireEventSchema);

/** Reads a push; its facts in portions. */
async function readPush(said: z.infer<typeof pushOutlineSchema>): Promise<PushRequest> {
  return { ...said, events: await readInPortions(said.events, factsSchema, ofOneTurn.facts) };
}

/** Reads a long list in portions: other requests are served between them. */
async function readInPortions<Item>(
  unread: readonly unknown[],
  schema: z.ZodType<Item[]>,
  size: number,
): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < unread.length) {
    if (items.length > 0) await turn();
    items.push(...readValue(unread.slice(items.length, items.length + size), schema));
  }
  return items;
}

const pullQuerySchema = z
  .object({ epoch: z.string(), after: countInQuery, limit: countInQuery })
  .pipe(pullRequestSchema);

function pullOf(request: FastifyRequest): PullRequest {
  return readValue(request.query, pullQuerySchema);
}
