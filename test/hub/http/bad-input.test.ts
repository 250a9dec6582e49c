import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { protocolHeader, signatureHeader } from '../../../domain/base/protocol.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import type { ProblemCode } from '../../../domain/sync/problems.ts';
import type { PushRequest } from '../../../domain/sync/sync.ts';
import { defaultLimits } from '../../../hub/http/limits.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { stationKeys } from '../support/test-chain.ts';
import { answerTo, type BadInputBench, badInputBench, requestHead } from './bad-input-bench.ts';
import { beginPush } from './begun-push.ts';
import { entry } from './people.ts';
import { cleanUp, type RawAnswer, sendRaw, signedHeaders, stationHeaders } from './support.ts';

/** The push with another signature at its end. */
function headSigned(good: PushRequest, sign: (link: WireEvent) => string | null): PushRequest {
  return { ...good, events: good.events.map((link) => ({ ...link, signature: sign(link) })) };
}

/** What the author of a push, or a holder of the key, signs for a link. */
function headOf(
  { station, incarnation }: PushRequest,
  { kseq, hash }: Pick<WireEvent, 'kseq' | 'hash'>,
  key = stationKeys.get(station) ?? '',
): string {
  return signText(readPrivateKey(key), headText({ station, incarnation, kseq, hash }));
}

/** Pushes roster entries as the desk, with these headers. */
async function sendEntries(
  bench: BadInputBench,
  headersOf: (path: string, body: string) => Record<string, string | undefined>,
): Promise<RawAnswer> {
  const { desk, sendTo } = bench;
  const { epoch } = desk.enrolment;
  const said = { epoch, request: 1_000, operator: desk.id, entries: [entry(2)] };
  const body = JSON.stringify(said);
  const path = '/v1/roster/entries';
  return await sendTo(path, body, headersOf(path, body));
}

/** A request that a hub must refuse, with the code. */
interface Case {
  name: string;
  code: ProblemCode;
  send: (bench: BadInputBench) => Promise<RawAnswer | null>;
}

function push(
  name: string,
  code: ProblemCode,
  change: (good: PushRequest) => unknown,
  headers?: Record<string, string | undefined>,
): Case {
  return { name, code, send: ({ next, send }) => send(JSON.stringify(change(next())), headers) };
}

function entriesOf(
  name: string,
  code: ProblemCode,
  headersOf: (
    bench: BadInputBench,
    path: string,
    body: string,
  ) => Record<string, string | undefined>,
): Case {
  const send = (bench: BadInputBench) =>
    sendEntries(bench, (path, body) => headersOf(bench, path, body));
  return { name: `roster entries: ${name}`, code, send };
}

const same = (good: PushRequest): PushRequest => good;
const text = (good: PushRequest): string => JSON.stringify(good);

const truncated: Case[] = [
  {
    name: 'JSON that ends in its middle',
    code: 'bad-request',
    send: ({ next, send }) => send(text(next()).slice(0, -40)),
  },
  entriesOf('a body cut after it was signed', 'bad-signature', ({ desk }, path, body) =>
    signedHeaders(desk, path, `${body} `),
  ),
  {
    name: 'a connection that breaks in the middle of a body',
    code: 'bad-request',
    send: async ({ hub, desk, next }) => {
      const push = await beginPush(hub.url, desk, text(next()));
      await push.breakOff();
      return null;
    },
  },
  {
    name: 'a body without an event',
    code: 'bad-request',
    send: ({ next, send }) => send(JSON.stringify({ ...next(), events: [] })),
  },
  { name: 'no body at all', code: 'bad-request', send: ({ send }) => send('') },
];

const replayed: Case[] = [
  {
    name: 'the very bytes that the hub took before',
    code: 'replayed',
    send: async ({ desk, next, send }) => {
      const [first] = desk.chain;
      return send(
        text({ ...next(), request: 1, previous: '0'.repeat(64), events: first ? [first] : [] }),
      );
    },
  },
  push('new facts under a number that was used', 'replayed', (good) => ({ ...good, request: 1 })),
  {
    name: 'a roster file of a desk under a number that was used',
    code: 'replayed',
    send: async ({ hub, desk }) => {
      const body = JSON.stringify({
        epoch: desk.enrolment.epoch,
        request: 1,
        operator: desk.id,
        entries: [entry(2)],
      });
      const path = '/v1/roster/entries';
      return sendRaw(hub, { method: 'POST', path, body, headers: signedHeaders(desk, path, body) });
    },
  },
];

const reordered: Case[] = [
  push('a fact before the one that it follows', 'out-of-order', (good) => ({
    ...good,
    events: good.events.map((event) => ({ ...event, kseq: event.kseq + 1 })),
  })),
  push('facts of one push in another order', 'out-of-order', (good) => {
    const [event] = good.events;
    return { ...good, events: event ? [{ ...event, kseq: event.kseq + 1 }, event] : [] };
  }),
  push('a fact that follows another history', 'chain-differs', (good) => ({
    ...good,
    previous: 'ab'.repeat(32),
  })),
  push('a fact that was altered under its hash', 'chain-differs', (good) => ({
    ...good,
    events: good.events.map((event) => ({
      ...event,
      body: event.body.replace('camera', 'manual'),
    })),
  })),
];

const oversized: Case[] = [
  {
    name: 'a body over the limit',
    code: 'too-large',
    send: ({ send }) => send('x'.repeat(defaultLimits.body.push + 1)),
  },
  {
    name: 'a body that is said to be over the limit, before any of it came',
    code: 'too-large',
    send: ({ hub, desk }) =>
      answerTo(hub, requestHead(desk, [`Content-Length: ${defaultLimits.body.push + 1}`])),
  },
  {
    name: 'a body in pieces that does not end',
    code: 'too-large',
    send: ({ hub, desk }) =>
      answerTo(
        hub,
        requestHead(desk, ['Transfer-Encoding: chunked']) +
          `10000\r\n${'x'.repeat(65_536)}\r\n`.repeat(5),
      ),
  },
  push('more facts than a push may have', 'bad-request', (good) => ({
    ...good,
    events: Array.from({ length: 501 }, () => ({ ...good.events[0], body: '{}' })),
  })),
  push('a fact longer than any may be', 'bad-request', (good) => ({
    ...good,
    events: good.events.map((event) => ({ ...event, body: 'x'.repeat(16_385) })),
  })),
  {
    name: 'headers without end',
    code: 'too-large',
    send: ({ hub, desk }) => answerTo(hub, requestHead(desk, [`X-Long: ${'x'.repeat(20_000)}`])),
  },
  {
    name: 'a packed body that would unfold to a gigabyte',
    code: 'bad-request',
    send: ({ send }) => send(gzipSync(Buffer.alloc(2 ** 24)), { 'content-encoding': 'gzip' }),
  },
  push('a good body that is called packed', 'bad-request', same, { 'content-encoding': 'gzip' }),
];

const unsigned: Case[] = [
  entriesOf('no signature', 'bad-signature', () => ({ [signatureHeader]: undefined })),
  entriesOf('an empty signature', 'bad-signature', () => ({ [signatureHeader]: '' })),
  entriesOf('a signature that is none', 'bad-signature', () => ({ [signatureHeader]: 'AAAA' })),
  entriesOf('a signature of other bytes', 'bad-signature', ({ desk }, path) =>
    signedHeaders(desk, path, 'other'),
  ),
  entriesOf('a signature of another address', 'bad-signature', ({ desk }, _path, body) =>
    signedHeaders(desk, '/v1/days/close', body),
  ),
  entriesOf('the signature of another kiosk', 'bad-signature', ({ desk, other }, path, body) =>
    signedHeaders(desk, path, body, other.keys.privateKey),
  ),
  push('a head that nobody signed', 'bad-signature', (good) => headSigned(good, () => null)),
  push('a signature of a head that is none', 'bad-request', (good) =>
    headSigned(good, () => 'AAAA'),
  ),
  push('the signature of another head', 'bad-signature', (good) =>
    headSigned(good, ({ kseq, hash }) => headOf(good, { kseq: kseq + 1, hash })),
  ),
  {
    name: 'facts of another kiosk, signed by who brings them',
    code: 'bad-signature',
    send: ({ other, next, send }) => {
      const good = next();
      const key = stationKeys.get(other.id) ?? '';
      const forged = headSigned(good, (link) => headOf(good, link, key));
      return send(text(forged), stationHeaders(other));
    },
  },
  push('no token', 'unauthorised', same, { authorization: undefined }),
  push('a token of nobody', 'unauthorised', same, { authorization: `Bearer ${'A'.repeat(43)}` }),
  push('a token that is none', 'unauthorised', same, { authorization: 'Basic YTpi' }),
  {
    name: 'the administrator’s token at a kiosk’s door',
    code: 'not-allowed',
    send: ({ hub, next, send }) =>
      send(text(next()), { authorization: `Bearer ${hub.adminToken}` }),
  },
  {
    name: 'a kiosk’s token at the administrator’s door',
    code: 'not-allowed',
    send: ({ hub, desk }) =>
      sendRaw(hub, { method: 'POST', path: '/v1/admin/invite', headers: stationHeaders(desk) }),
  },
  {
    name: 'a door that sends people for the roster, as desks may',
    code: 'not-allowed',
    send: ({ hub, door }) => {
      const path = '/v1/roster/entries';
      const headers = signedHeaders(door, path, '{}');
      return sendRaw(hub, { method: 'POST', path, headers, body: '{}' });
    },
  },
];

const malformed: Case[] = [
  push('another content type', 'bad-request', same, { 'content-type': 'text/plain' }),
  push('no content type', 'bad-request', same, { 'content-type': undefined }),
  { name: 'broken JSON', code: 'bad-request', send: ({ send }) => send('{"epoch":') },
  { name: 'JSON of another form', code: 'bad-request', send: ({ send }) => send('[1,2,3]') },
  {
    name: 'bytes that are no UTF-8',
    code: 'bad-request',
    send: ({ send }) => send(Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  },
  push('a number that is none', 'bad-request', (good) => ({ ...good, request: -1 })),
  push('a hash that is none', 'bad-request', (good) => ({ ...good, previous: 'zz' })),
  push('another hub’s epoch', 'epoch-changed', (good) => ({ ...good, epoch: good.station })),
  push('no version of the protocol', 'bad-request', same, { [protocolHeader]: undefined }),
  push('a version that is none', 'bad-request', same, { [protocolHeader]: 'new' }),
  push('an older protocol than the hub speaks', 'protocol-too-old', same, {
    [protocolHeader]: '0-0',
  }),
  push('a newer protocol than the hub speaks', 'protocol-too-new', same, {
    [protocolHeader]: '2-9',
  }),
  {
    name: 'an unknown address',
    code: 'not-found',
    send: ({ hub, desk }) => sendRaw(hub, { path: '/v1/nothing', headers: stationHeaders(desk) }),
  },
  {
    name: 'another method',
    code: 'not-found',
    send: ({ hub, desk }) =>
      sendRaw(hub, { method: 'DELETE', path: '/v1/push', headers: stationHeaders(desk) }),
  },
  {
    name: 'an address that is none',
    code: 'bad-request',
    send: ({ hub, desk }) => sendRaw(hub, { path: '/v1/%zz', headers: stationHeaders(desk) }),
  },
  {
    name: 'a page of more rows than one may have',
    code: 'bad-request',
    send: ({ hub, desk }) =>
      sendRaw(hub, {
        path: `/v1/events?epoch=${desk.enrolment.epoch}&after=0&limit=5000`,
        headers: stationHeaders(desk),
      }),
  },
  {
    name: 'what is no HTTP',
    code: 'bad-request',
    send: ({ hub }) => answerTo(hub, 'SSH-2.0-OpenSSH_9.2\r\n\r\n'),
  },
];

/** Groups named as in the acceptance test. */
const badRequests = { truncated, replayed, reordered, oversized, unsigned, malformed };

/**
 * What a hub must refuse. Each case asserts the problem's code and status, a line in the log with
 * that code and without tokens, names or bodies, that no row of any table changed, and that the hub
 * accepts the desk's next push.
 */
let bench: BadInputBench;
beforeAll(async () => {
  bench = await badInputBench();
});
afterAll(cleanUp);

describe.each(Object.entries(badRequests))('%s', (_group, cases) => {
  test.each(cases)('$name: $code', async ({ code, send }) => {
    await bench.refuses(code, () => send(bench));
  });
});
