import { createServer, request as httpsRequest } from 'node:https';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hubLinkOf, saveHubLink } from '../../../db/ledger/hub-link.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import { createHttpHub, type HttpHub } from '../../../main/hub-client/http-hub.ts';
import { createSyncEngine, type SyncEngine } from '../../../main/sync/engine.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { entries, entry } from '../../hub/http/people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  pushOf,
  startTestHub,
  type TestHub,
  testTls,
} from '../../hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleEvent } from '../../support/sample-event.ts';

/** An answer on the wire, uncompressed; `promised` is the length in its header. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
  promised: number;
}

type Tampering = (answer: Answer) => Answer;

let desk: DeskContext;
let hub: TestHub;
let http: HttpHub;
let engine: SyncEngine;
/** How answers are changed on their way, by the first part of the path. */
let tamper: { path: string; with: Tampering } | null = null;
let closeWay: () => void;

beforeAll(async () => {
  hub = await startTestHub();
  desk = makeDeskContext();
  await joinThroughTheWay();
  await hub.admin.importRoster(entries(20), 'test');
  const other = await enrolStation(hub, 'desk');
  addFacts(other, [entry(1).id, entry(2).id, entry(3).id]);
  await other.http.push(pushOf(other, 1));
});
afterEach(() => {
  tamper = null;
});
afterAll(async () => {
  await http.close();
  closeWay();
  desk.close();
  await cleanUp();
});

const lines = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').slice(0, -1);
const page = (rows: readonly string[]): Buffer =>
  Buffer.from(rows.map((row) => `${row}\n`).join(''));
/** Other bytes of the correct length. */
const bytesAs =
  (change: (bytes: Buffer) => Buffer): Tampering =>
  (answer) => {
    const bytes = change(answer.bytes);
    return { ...answer, bytes, promised: bytes.length };
  };
const rowsAs = (change: (rows: string[]) => string[]): Tampering =>
  bytesAs((bytes) => page(change(lines(bytes))));

const cutPages: [string, Tampering][] = [
  ['cut off in its middle', bytesAs((bytes) => bytes.subarray(0, bytes.length / 2))],
  ['cut off at the end of a row', rowsAs((rows) => rows.slice(0, 2))],
  ['without its last line feed', bytesAs((bytes) => bytes.subarray(0, -1))],
  [
    'whose connection breaks in its middle',
    (answer) => ({ ...answer, bytes: answer.bytes.subarray(0, 99) }),
  ],
  ['with a row missing', rowsAs(([_first, ...rows]) => rows)],
  ['with a row twice', rowsAs(([first = '', ...rows]) => [first, first, ...rows])],
  ['with two rows in another order', rowsAs(([a = '', b = '', ...rows]) => [b, a, ...rows])],
  ['with a row that is no JSON', rowsAs(([_first, ...rows]) => ['{"seq":1', ...rows])],
  ['with a row of another form', rowsAs(([_first, ...rows]) => ['{"seq":1}', ...rows])],
  ['that ends twice', rowsAs((rows) => [...rows, rows.at(-1) ?? ''])],
  ['with nothing in it', bytesAs(() => Buffer.alloc(0))],
  ['that is no UTF-8', bytesAs((bytes) => Buffer.from(bytes).fill(0xff, 10, 12))],
  [
    'that jumps ahead',
    bytesAs((bytes) => Buffer.from(bytes.toString().replace(/"next":\d+/, '"next":9999'))),
  ],
  [
    'of another epoch',
    bytesAs((bytes) =>
      Buffer.from(bytes.toString().replace(/"epoch":"[^"]+"/, `"epoch":"${sampleEvent.id}"`)),
    ),
  ],
  [
    'packed, and cut off then',
    (answer) => {
      const bytes = gzipSync(answer.bytes).subarray(0, -12);
      const headers = { ...answer.headers, 'content-encoding': 'gzip' };
      return { ...answer, headers, bytes, promised: bytes.length };
    },
  ],
  [
    'packed, that would unfold to gigabytes',
    (answer) => {
      const bytes = gzipSync(Buffer.alloc(65 * 2 ** 20));
      const headers = { ...answer.headers, 'content-encoding': 'gzip' };
      return { ...answer, headers, bytes, promised: bytes.length };
    },
  ],
  [
    'that is a hotel’s sign-in page',
    bytesAs(() => Buffer.from('<html>Welcome to the network</html>')),
  ],
  [
    'that leads elsewhere',
    () => ({
      status: 302,
      headers: { location: 'https://192.0.2.1/' },
      bytes: Buffer.alloc(0),
      promised: 0,
    }),
  ],
  [
    'that a proxy answers in the hub’s stead',
    () => ({ status: 502, headers: {}, bytes: Buffer.from('Bad gateway'), promised: 11 }),
  ],
];

async function fails(): Promise<void> {
  await expect(engine.syncOnce()).rejects.toMatchObject({
    name: 'SyncFailure',
    code: expect.stringMatching(/^(bad-answer|unreachable)$/),
  });
}

// In the order of a sync: whatever came whole before the cut answer stays.
test.each(['/v1/handshake', '/v1/directory'])(
  'an answer of %s that is cut off: SyncFailure',
  async (path) => {
    tamper = { path, with: bytesAs((bytes) => bytes.subarray(0, -1)) };
    await fails();
  },
);

describe.each([
  ['events', { eventSeq: 0, rosterSeq: 0 }],
  ['roster', { eventSeq: 3, rosterSeq: 0 }],
] as const)('a page of the %s', (stream, cursors) => {
  test.each(cutPages)('%s: SyncFailure, and no cursor moves', async (_name, change) => {
    tamper = { path: `/v1/${stream}`, with: change };
    await fails();
    expect(hubLinkOf(desk.context.db)).toMatchObject(cursors);
    expect(countDelegates(desk.context.db, sampleEvent.id).registered).toBe(0);
  });
});

test('the first sync of which nothing is cut has it all', async () => {
  await engine.syncOnce();
  expect(hubLinkOf(desk.context.db)).toMatchObject({ eventSeq: 3, rosterSeq: 20 });
  expect(countDelegates(desk.context.db, sampleEvent.id).registered).toBe(20);
});

/**
 * A TLS server with the hub's own certificate between desk and hub; the desk knows only its
 * address.
 */
async function joinThroughTheWay(): Promise<void> {
  const tls = await testTls();
  const { certificate: cert, key } = tls.server;
  const way = createServer({ cert, key }, (question, reply) => {
    const path = question.url ?? '';
    const options = {
      method: question.method ?? 'GET',
      headers: { ...question.headers },
      ca: hub.authority,
    };
    // Compressed answers would have to be unpacked first.
    delete options.headers['accept-encoding'];
    const onward = httpsRequest(`${hub.url}${path}`, options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const bytes = Buffer.concat(pieces);
        const whole = {
          status: answer.statusCode ?? 0,
          headers: {},
          bytes,
          promised: bytes.length,
        };
        const sent = tamper !== null && path.startsWith(tamper.path) ? tamper.with(whole) : whole;
        reply.writeHead(sent.status, { ...sent.headers, 'content-length': sent.promised });
        if (sent.bytes.length === sent.promised) reply.end(sent.bytes);
        else reply.write(sent.bytes, () => reply.destroy());
      });
    });
    question.pipe(onward);
  });
  way.listen(0, '127.0.0.1');
  await new Promise((resolve) => way.once('listening', resolve));
  closeWay = () => {
    way.closeAllConnections();
    way.close();
  };
  const address = way.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  await joinAt(`https://127.0.0.1:${address.port}`);
}

async function joinAt(url: string): Promise<void> {
  const { db, self } = desk.context;
  const joined = await enrolStation(hub, 'desk', self.station);
  const { hub: id, hubName, authority, hubKey, token } = joined.enrolment;
  saveHubLink(db, { hub: id, hubName, url, authority, hubKey, wall: hub.clock.now });
  const { privateKey } = joined.keys;
  http = createHttpHub({ url, authority, token, privateKey });
  engine = createSyncEngine({
    db,
    hub: http,
    event: {
      id: sampleEvent.id,
      fileHash: eventFileHash(sampleEvent, nodeCrypto),
    },
    clock: () => hub.clock.now,
    monotonic: () => performance.now(),
    mode: 'desk',
    describe: () => ({ name: 'Desk', version: '0.1.0', operators: [] }),
    crypto: nodeCrypto,
    sign: (text) => signText(readPrivateKey(privateKey), text),
    onChange: () => {},
    onProgress: () => {},
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
}
