import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dayRequestSchema } from '../../../domain/day-close/day-close-wire.ts';
import {
  setUpFinishSchema,
  setUpRequestSchema,
  signInCodeRequestSchema,
  signInRequestSchema,
} from '../../../domain/organiser/access.ts';
import { signedConfirmationSchema } from '../../../domain/privacy/outcome.ts';
import { rosterImportRequestSchema } from '../../../domain/roster/roster-wire.ts';
import { enrolRequestSchema } from '../../../domain/sync/enrolment.ts';
import { problemSchema, problemStatus } from '../../../domain/sync/problems.ts';
import {
  chainRequestSchema,
  handshakeRequestSchema,
  pushRequestSchema,
} from '../../../domain/sync/sync.ts';
import { everyAdminCall } from '../../../hub/admin/admin-calls.ts';
import { createApp } from '../../../hub/http/create-app.ts';
import { hashToken } from '../../../hub/http/guard.ts';
import { createHintLines } from '../../../hub/http/hint-lines.ts';
import { defaultLimits } from '../../../hub/http/limits.ts';
import type { HubLog } from '../../../hub/http/log.ts';
import type { RouteEntry } from '../../../hub/http/route-table.ts';
import { entry } from '../../../test/hub/http/people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  handshakeOf,
  pushOf,
  signedHeaders,
  startTestHub,
  type TestHub,
  type TestStation,
  testTls,
} from '../../../test/hub/http/support.ts';
import { hold } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { fromSchema } from '../generators/from-schema.ts';
import { jsonText, mutatedJson, withOwnProto } from '../generators/json.ts';
import { anyText, textLike } from '../generators/text.ts';

/** The schema of each route's body; the other routes take none, and get one anyway. */
const bodies: Record<string, z.ZodType> = {
  '/v1/enrol': enrolRequestSchema,
  '/v1/handshake': handshakeRequestSchema,
  '/v1/push': pushRequestSchema,
  '/v1/chain': chainRequestSchema,
  '/v1/roster/entries': rosterImportRequestSchema,
  '/v1/day/call': dayRequestSchema,
  '/v1/day/close': dayRequestSchema,
  '/v1/purge/confirmations': signedConfirmationSchema,
  ...Object.fromEntries(
    everyAdminCall().map(([name, { args }]) => [
      `/v1/admin/${name}`,
      z.tuple(args as unknown as [z.ZodType]),
    ]),
  ),
  '/v1/organiser/sign-in': signInRequestSchema,
  '/v1/organiser/sign-in/code': signInCodeRequestSchema,
  '/v1/organiser/set-up': setUpRequestSchema,
  '/v1/organiser/set-up/finish': setUpFinishSchema,
};

/**
 * Left out: what stays open (lines of hints), what writes where the administrator says (backups,
 * connectors), and what is meant to end the hub's store (a purge, a take-over).
 */
const leftOut = /\/hints|\/live|\/backup|Connector|\/seed|\/purge\/requests|\/privacy|^\/organiser/;

interface Request {
  route: number;
  caller: 'right' | 'right-unsigned' | 'administrator' | 'station' | 'nobody';
  body: unknown;
  /** Numbers, ids and other texts for parameters and the query. */
  words: readonly string[];
  contentType: string;
}

/** The server's own routes, called without a network. */
export const routeTarget: Target = {
  name: 'hub/routes',
  share: 2,
  reaches: ['200', 'bad-request', 'unauthorised', 'not-allowed', 'not-found', 'bad-signature'],
  open: async () => {
    const hub = await startTestHub();
    await hub.admin.importRoster([entry(1), entry(2)], 'fuzz');
    const desk = await enrolStation(hub, 'desk');
    addFacts(desk, [entry(1).id, entry(2).id]);
    const log: string[] = [];
    const { app, routes, closeHints } = await appOf(hub, log);
    const asked = routes.filter(({ url, method }) => !leftOut.test(url) && method !== 'HEAD');
    // Routes with a body more often. Of the organiser's others only the access check is tried,
    // since nobody is signed in.
    const chosen = asked.flatMap((route) =>
      route.url in bodies ? [route, route, route, route] : [route],
    );
    let number = 1;
    return fuzzed<Request>({
      cases: fc.nat(chosen.length - 1).chain((route) => requests(route, chosen[route], desk)),
      // Signatures, the store and passwords take time at any size.
      sizeOf: ({ body }) => 150_000 + jsonText(body).length,
      run: async (one) => {
        const route = chosen[one.route];
        if (route === undefined) return 'none';
        number += 1;
        // Drop the lines of an earlier case that ended by an exception.
        log.splice(0);
        const answer = await ask(app, route, one, { hub, desk, number });
        const failed = log.splice(0);
        hold(failed.length === 0, `failed: ${failed.join('; ').slice(0, 300)}`);
        return answer;
      },
      close: async () => {
        try {
          closeHints();
          await app.close();
          hold((await hub.admin.checkAll()).length === 0, 'the hub’s own check finds something');
        } finally {
          await cleanUp();
        }
      },
    });
  },
};

async function appOf(
  hub: TestHub,
  failures: string[],
): Promise<{ app: FastifyInstance; routes: readonly RouteEntry[]; closeHints: () => void }> {
  const many = 1e9;
  const endless = { burst: many, perMinute: many };
  const limits = {
    ...defaultLimits,
    pauseAfterRefusal: 0,
    perStation: { requests: endless, handshakes: endless, facts: endless },
    perAdmin: many,
    perAccount: many,
    perAddress: many,
    signInPerAddress: many,
    enrolPerAddress: many,
    badTokensPerAddress: many,
  };
  const log: HubLog = {
    info: () => {},
    warn: () => {},
    error: (fields, message) => void failures.push(`${message} ${JSON.stringify(fields)}`),
  };
  const tls = await testTls();
  const hints = createHintLines(hub.running.hub, log, limits.hintsBehind);
  const made = await createApp({
    hub: hub.running.hub,
    accounts: hub.running.accounts,
    organiserPage: null,
    hints,
    authority: tls.authority.certificate,
    limits,
    log,
    urls: () => [hub.url],
    fingerprint: hub.fingerprint,
    tls,
    adminHash: hashToken(hub.adminToken),
    isStopping: () => false,
  });
  return { ...made, closeHints: () => hints.close() };
}

function requests(
  route: number,
  entryOf: RouteEntry | undefined,
  desk: TestStation,
): fc.Arbitrary<Request> {
  const url = entryOf?.url ?? '';
  const schema = bodies[url];
  const own = ownBody(url, desk);
  const values = [
    ...(schema === undefined ? [] : [fromSchema(schema)]),
    ...(own === null ? [] : [fc.constant(own), fc.constant(own)]),
  ];
  const usual = values.length === 0 ? fc.constant({}) : fc.oneof(...values);
  return fc.record({
    route: fc.constant(route),
    caller: fc.oneof(
      { weight: 8, arbitrary: fc.constant('right' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'right-unsigned' as const,
          'administrator' as const,
          'station' as const,
          'nobody' as const,
        ),
      },
    ),
    body: fc.oneof(
      { weight: 10, arbitrary: mutatedJson(usual) },
      { weight: 1, arbitrary: fc.constant(null).map(withOwnProto) },
      { weight: 1, arbitrary: anyText() },
    ),
    words: fc.array(
      fc.oneof(
        fc.constantFrom(entry(1).id, desk.id, '2018-10-02', '10', '0', desk.enrolment.epoch),
        textLike(['1', '%2e', 'en'], 20),
      ),
      { minLength: 4, maxLength: 4 },
    ),
    contentType: fc.oneof(
      { weight: 20, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/octet-stream',
          'text/plain',
          'application/json; charset=utf-16',
          '',
        ),
      },
    ),
  });
}

/** A body that the hub would accept unchanged. */
function ownBody(url: string, desk: TestStation): unknown {
  if (url === '/v1/push') return pushOf(desk, 1);
  if (url === '/v1/handshake') return handshakeOf(desk);
  if (url === '/v1/admin/importRoster') return [[entry(3)], 'fuzz'];
  if (url === '/v1/roster/entries') {
    return { epoch: desk.enrolment.epoch, request: 1, operator: desk.id, entries: [entry(2)] };
  }
  return null;
}

interface Surroundings {
  hub: TestHub;
  desk: TestStation;
  number: number;
}

async function ask(
  app: FastifyInstance,
  { method, url, access }: RouteEntry,
  { caller, body, words, contentType }: Request,
  { hub, desk, number }: Surroundings,
): Promise<string> {
  let next = 0;
  const word = (): string => {
    next += 1;
    return encodeURIComponent(wellFormed(words[next % words.length] ?? ''));
  };
  const path = url.replace(/:[a-z]+/gi, word);
  const query =
    method === 'GET'
      ? `?epoch=${desk.enrolment.epoch}&after=${word()}&limit=${word()}&day=${word()}&query=${word()}`
      : '';
  // Each signed request has its own number: otherwise all but the first would be replays.
  const numbered = isRequest(body) && body.request === 1 ? { ...body, request: number } : body;
  const text = typeof numbered === 'string' ? numbered : jsonText(numbered);
  const administrator = { authorization: `Bearer ${hub.adminToken}` };
  const signed = signedHeaders(desk, path, text);
  const isAdministrators = access === 'administrator';
  const headers: Record<string, string> = {
    ...signed,
    ...(caller === 'administrator' || (caller.startsWith('right') && isAdministrators)
      ? administrator
      : {}),
    'content-type': contentType,
  };
  if (caller === 'nobody') delete headers.authorization;
  if (caller === 'right-unsigned') headers['lanyard-signature'] = 'AAAA';
  const payload = method === 'GET' ? undefined : Buffer.from(text, 'utf8');
  const answer = await app.inject({
    method: method as 'GET',
    url: `${path}${query}`,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  if (answer.statusCode < 300) return '200';
  const problem = problemSchema.parse(JSON.parse(answer.body));
  hold(problem.code !== 'internal', `internal at ${method} ${url}`);
  hold(answer.statusCode === problemStatus[problem.code], 'another status than the problem has');
  return problem.code;
}

function isRequest(body: unknown): body is { request: unknown } {
  return typeof body === 'object' && body !== null && 'request' in body;
}

/** Addresses cannot contain lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '');
}
