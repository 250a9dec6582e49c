import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PretixOrder } from '../../../../hub/connectors/pretix/wire.ts';
import { startFake } from './fake-server.ts';

export interface FakeOrder extends PretixOrder {
  datetime: string;
  /** UTC milliseconds of the fake's clock. */
  modified: number;
}

export interface FakeCheckin {
  nonce: string;
  secret: string;
  list: number;
  type: string;
  datetime: string;
  annulled: boolean;
}

const pageSize = 50;
const base = '/api/v1/organizers/wco/events/council/';
const rpc = '/api/v1/organizers/wco/checkinrpc/';
/** Documented: an annulment is accepted for fifteen minutes. */
const annulWithin = 15 * 60_000;

export type FakePretix = Awaited<ReturnType<typeof startFakePretix>>;

function newState() {
  const state = {
    orders: [] as FakeOrder[],
    revoked: [] as string[],
    blocked: new Map<string, boolean>(),
    checkins: [] as FakeCheckin[],
    devices: new Set(['device-token-of-the-test']),
    /** Tokens of unused QR codes. */
    handshakes: new Set<string>(),
    /** The fake's clock minus ours, in milliseconds. */
    skew: 0,
    /** By ticket secret: the reason and the status with which redeem refuses. */
    refuse: new Map<string, { reason: string; status: 200 | 400 }>(),
    now: (): number => Date.now() + state.skew,
    /** Changes an order and the time of its last change. */
    touch: (code: string, change: (order: FakeOrder) => void): void => {
      const order = state.orders.find((known) => known.code === code);
      if (order === undefined) throw new Error(`no order ${code}`);
      change(order);
      order.modified = state.now();
    },
  };
  return state;
}

/**
 * pretix as its documentation describes it (devices, orders, revoked and blocked secrets, redeem,
 * annul). Where documentation and code differ (200 or 400 for a known invalid ticket) a test can
 * choose.
 */
export async function startFakePretix() {
  const state = newState();
  const server = await startFake((app) => {
    addDevices(app, state);
    addLists(app, state);
    addRpc(app, state);
  });
  return Object.assign(state, server);
}

type State = ReturnType<typeof newState>;

function addDevices(app: FastifyInstance, state: State): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('date', new Date(state.now()).toUTCString());
    if (request.url === '/api/v1/device/initialize') return;
    const [, token = ''] = /^Device (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (!state.devices.has(token)) return reply.code(401).send({ detail: 'Invalid token.' });
  });
  app.post('/api/v1/device/initialize', async (request, reply) => {
    const { token } = request.body as { token: string };
    if (!state.handshakes.delete(token)) {
      const detail = 'This initialization token has already been used.';
      return reply.code(400).send({ token: [detail] });
    }
    const api_token = `token-for-${token}`.padEnd(64, 'x');
    state.devices.add(api_token);
    return {
      organizer: 'wco',
      device_id: 5,
      unique_serial: 'HHZ9LW9JWP390VFZ',
      api_token,
      name: '',
    };
  });
}

function addLists(app: FastifyInstance, state: State): void {
  const page = (request: FastifyRequest, items: readonly object[]) => {
    const url = new URL(request.url, 'https://pretix.example');
    const number = Number(url.searchParams.get('page') ?? '1');
    const from = (number - 1) * pageSize;
    url.searchParams.set('page', String(number + 1));
    return {
      count: items.length,
      // Behind a proxy the address may name another host: only its path may be followed.
      next: from + pageSize < items.length ? url.href : null,
      previous: null,
      results: items.slice(from, from + pageSize),
    };
  };
  app.get(`${base}orders/`, async (request, reply) => {
    const { modified_since } = request.query as { modified_since?: string };
    const since = modified_since === undefined ? 0 : Date.parse(modified_since);
    reply.header('x-page-generated', new Date(state.now()).toISOString());
    const changed = state.orders
      .filter(({ modified }) => modified >= since)
      .sort((a, b) => (a.datetime < b.datetime ? -1 : 1));
    return page(request, changed);
  });
  app.get(`${base}revokedsecrets/`, async (request) =>
    page(
      request,
      state.revoked.map((secret, id) => ({ id, secret, created: '2018-09-01T00:00:00Z' })),
    ),
  );
  app.get(`${base}blockedsecrets/`, async (request) =>
    page(
      request,
      [...state.blocked].map(([secret, blocked], id) => ({ id, secret, blocked })),
    ),
  );
}

interface Redemption {
  secret: string;
  lists: number[];
  type: string;
  datetime: string;
  force: boolean;
  nonce: string;
}

function addRpc(app: FastifyInstance, state: State): void {
  app.post(`${rpc}redeem/`, async (request, reply) => {
    const { secret, lists, type, datetime, force, nonce } = request.body as Redemption;
    const known = state.orders.some(({ positions }) =>
      positions.some((at) => at.secret === secret),
    );
    if (!known) {
      return reply.code(404).send({ detail: 'Not found.', status: 'error', reason: 'invalid' });
    }
    const refusal = state.refuse.get(secret);
    if (refusal !== undefined) {
      return reply.code(refusal.status).send({ status: 'error', reason: refusal.reason });
    }
    const isRepeated = state.checkins.some((checkin) => checkin.nonce === nonce);
    const isIn = state.checkins.some((known) => known.secret === secret && !known.annulled);
    if (!isRepeated && isIn && !force) {
      return reply.code(400).send({ status: 'error', reason: 'already_redeemed' });
    }
    if (!isRepeated) {
      state.checkins.push({ nonce, secret, list: lists[0] ?? 0, type, datetime, annulled: false });
    }
    return reply.code(201).send({ status: 'ok', position: {} });
  });
  app.post(`${rpc}annul/`, async (request, reply) => {
    const { nonce, datetime } = request.body as { nonce: string; datetime: string };
    const found = state.checkins.find((checkin) => checkin.nonce === nonce);
    if (found === undefined) return reply.code(404).send({ detail: 'Not found.' });
    const isLate = Date.parse(datetime) - Date.parse(found.datetime) > annulWithin;
    if (found.annulled || isLate) return reply.code(400).send({ detail: 'Cannot be annulled.' });
    found.annulled = true;
    return { status: 'ok' };
  });
}

/** A paid order of one attendee from Belgium. */
export function order(number: number, now: number): FakeOrder {
  const text = String(number).padStart(4, '0');
  return {
    code: `A${text}`,
    status: 'p',
    testmode: false,
    require_approval: false,
    valid_if_pending: false,
    datetime: `2018-08-01T00:00:00.${text}Z`,
    modified: now,
    positions: [
      {
        id: 1_000 + number,
        positionid: 1,
        item: 7,
        attendee_name: `Given${text} FAMILY${text}`,
        attendee_name_parts: { given_name: `Given${text}`, family_name: `FAMILY${text}` },
        company: 'Customs',
        secret: `secret${text}abcdefghij`,
        addon_to: null,
        canceled: false,
        answers: [{ question_identifier: 'COUNTRY', answer: 'Belgium' }],
      },
    ],
  };
}
