import { hash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { protocolHeader, protocolVersions } from '../../domain/base/protocol.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Hub } from '../app/hub.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { createTokenBuckets, type Limiter, limiterOf, type ServerLimits } from './limits.ts';

type Caller =
  | { kind: 'station'; station: EnrolledStation; token: string }
  | { kind: 'administrator' }
  /** A user of the organiser's page; the function checks that session and right are still valid. */
  | { kind: 'organiser'; session: SignedIn; stillAllowed: () => Promise<boolean> };

/** Who may call a route. */
export type AccessWord = 'public' | 'station' | 'desk' | 'administrator' | 'organiser';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if unknown. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /**
     * The access class: anyone, any enrolled station, desks only, the administrator, or the
     * organiser's page (then `organiser` says more). A route without it is refused.
     */
    access?: AccessWord;
    /** Whether its answer stays open for as long as the station keeps it. */
    isLine?: boolean;
  }
}

/** The calling station. Throws HubProblem `not-allowed` for any other caller. */
export function stationOf(request: FastifyRequest): EnrolledStation {
  if (request.caller?.kind !== 'station') throw new HubProblem('not-allowed');
  return request.caller.station;
}

/** SHA-256 of the administrator's token: the token itself is not kept. */
export type TokenHash = Buffer;

export function hashToken(token: string): TokenHash {
  return hash('sha256', token, 'buffer');
}

/**
 * Creates the check that every request passes before its body is read: the caller's identity,
 * rights and rate. Register `@fastify/rate-limit` first.
 *
 * @param organiser the check of the organiser's routes
 * @param adminFromAnywhere whether the administrator may call from other machines
 * @returns a hook that throws HubProblem `bad-request`, `protocol-too-old`, `protocol-too-new`,
 *   `unauthorised`, `revoked`, `not-allowed` or `too-many-requests`
 */
export function createGuard(
  app: FastifyInstance,
  hub: Pick<Hub, 'stationOfToken'>,
  adminHash: TokenHash,
  limits: ServerLimits,
  organiser: Limiter,
  adminFromAnywhere: boolean,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const address = (request: FastifyRequest): string => request.ip;
  const perAddress = limiterOf(app, limits.perAddress, address);
  const perAdmin = limiterOf(app, limits.perAdmin, () => 'administrator');
  const perStation = createTokenBuckets(limits.perStation.requests, 'requests');
  const badTokens = limiterOf(app, limits.badTokensPerAddress, address);

  const turns = createStationTurns(limits.pauseAfterRefusal);

  return async (request, reply) => {
    refusePacked(request);
    const { access } = request.routeOptions.config;
    const token = bearerOf(request);
    if (access === 'public' || request.is404) {
      await perAddress(request);
      return;
    }
    if (access === undefined) throw new HubProblem('not-allowed', 'no access word');
    if (access === 'organiser') return await organiser(request);
    if (access !== 'administrator') checkProtocol(request);
    else if (!adminFromAnywhere && !isFromThisMachine(request.socket)) {
      await perAddress(request);
      throw new HubProblem('not-allowed', 'on the hub’s own machine alone');
    }
    const caller = await callerOf(token, hub, adminHash);
    request.caller = caller;
    if (caller === null) {
      // Counted only now, so that a stranger cannot block the stations behind the same address.
      await badTokens(request);
      throw new HubProblem('unauthorised');
    }
    switch (caller.kind) {
      case 'organiser':
        throw new HubProblem('not-allowed', 'for stations');
      case 'administrator':
        if (access !== 'administrator') throw new HubProblem('not-allowed', 'for stations');
        return await perAdmin(request);
      case 'station':
        // A hint line stays open beside the station's other requests.
        if (!request.routeOptions.config.isLine) await turns.begin(caller.station.id, reply);
        perStation.take(caller.station.id, 1);
        // Checked here, so that no route forgets it: a revoked desk must not reach days or updates.
        if (caller.station.state !== 'enrolled') throw new HubProblem('revoked');
        if (access === 'administrator') throw new HubProblem('not-allowed', 'for administrators');
        if (access === 'desk' && caller.station.mode !== 'desk') {
          throw new HubProblem('not-allowed', 'for desks');
        }
    }
  };
}

/** Loopback, or an address of this machine: no packet from elsewhere has it as its sender. */
export function isFromThisMachine(
  socket: Readonly<{ remoteAddress?: string | undefined; localAddress?: string | undefined }>,
): boolean {
  const { remoteAddress, localAddress } = socket;
  if (remoteAddress === undefined) return false;
  const plain = remoteAddress.replace(/^::ffff:/i, '');
  const isLoopback = plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
  return isLoopback || remoteAddress === localAddress;
}

/** A limit of requests a minute for each address, to be checked before a route's handler. */
export function addressLimit(app: FastifyInstance, max: number): Limiter {
  return limiterOf(app, max, ({ ip }) => ip);
}

async function callerOf(
  token: string | null,
  hub: Pick<Hub, 'stationOfToken'>,
  adminHash: TokenHash,
): Promise<Caller | null> {
  if (token === null) return null;
  if (timingSafeEqual(hashToken(token), adminHash)) return { kind: 'administrator' };
  const station = await hub.stationOfToken(token);
  return station === null ? null : { kind: 'station', station, token };
}

/** The token of `Authorization: Bearer …` (RFC 6750): always 43 letters of base64url. */
function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Accepts no compressed bodies: a small one can unpack to any size, and pushes are small. */
function refusePacked(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new HubProblem('bad-request', 'content-encoding');
}

/**
 * Refuses a station whose range of protocol versions does not overlap with the hub's.
 *
 * @throws HubProblem `bad-request` (no range), `protocol-too-old`, `protocol-too-new`
 */
export function checkProtocol(request: FastifyRequest): void {
  const said = String(request.headers[protocolHeader] ?? '');
  const [, oldest, newest] = /^(\d{1,4})-(\d{1,4})$/.exec(said) ?? [];
  if (oldest === undefined || newest === undefined || Number(oldest) > Number(newest)) {
    throw new HubProblem('bad-request', protocolHeader);
  }
  const range = `${protocolVersions.oldest}-${protocolVersions.newest}`;
  if (Number(newest) < protocolVersions.oldest) throw new HubProblem('protocol-too-old', range);
  if (Number(oldest) > protocolVersions.newest) throw new HubProblem('protocol-too-new', range);
}

/** Handles a station's requests one after the other. */
export type StationTurns = ReturnType<typeof createStationTurns>;

/** Max waiting requests of one station; the app has five connections. */
const maxWaiting = 64;

/**
 * Gives each station one turn at a time, so that one that sends as fast as it can takes no more of
 * the hub than any other. A pause follows a refused request: refusing costs the hub nearly as much
 * as accepting.
 *
 * @param pause milliseconds
 */
export function createStationTurns(pause: number) {
  // One entry per station with a request in progress.
  const queues = new Map<string, (() => void)[]>();
  const next = (station: string): void => {
    const waiting = queues.get(station)?.shift();
    if (waiting === undefined) queues.delete(station);
    else waiting();
  };
  return {
    /**
     * Waits for the station's earlier requests. The turn ends with the answer, or with the
     * connection.
     *
     * @throws HubProblem `too-many-requests` if too many wait already
     */
    begin: async (station: string, reply: FastifyReply): Promise<void> => {
      const queue = queues.get(station);
      if (queue === undefined) {
        queues.set(station, []);
      } else {
        if (queue.length >= maxWaiting) {
          reply.header('connection', 'close');
          throw new HubProblem('too-many-requests', 'at once', { retryAfter: 1_000 });
        }
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      // A connection that broke while it waited emits no further `close`.
      if (reply.raw.destroyed) return next(station);
      reply.raw.once('close', () => {
        if (reply.raw.statusCode < 400) next(station);
        else setTimeout(next, pause, station).unref();
      });
    },
  };
}
