import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { pushLimits } from '../../../domain/base/protocol.ts';
import { branchOf } from '../../../domain/ledger/chain.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { PushRequest } from '../../../domain/sync/sync.ts';
import { type Exchange, openExchange } from '../../../hub/exchange/exchange.ts';
import {
  createTestChain,
  stationKeys,
  type TestChain,
} from '../../../test/hub/support/test-chain.ts';
import { sampleEvent } from '../../../test/support/sample-event.ts';
import { hostileOrderSchema, hostileStartSchema } from './hostile-messages.ts';

// A stolen station that sends as fast as the hub answers, with its genuine token and key. It yields
// the processor to the hub and to the honest stations: in reality it is another machine.
setPriority(constants.priority.PRIORITY_LOW);

const start = hostileStartSchema.parse(JSON.parse(process.argv[2] ?? ''));
stationKeys.set(start.station, start.privateKey);

/** Connections, four per exchange. */
const exchanges = Array.from({ length: 8 }, () =>
  openExchange(start.url, start.authority, start.token),
);
const counts = new Map<string, number>();
let isGoing = false;

function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

/** Numbers of requests must rise. */
const nextRequest = counter();
const nextTurn = counter();

const chain = createTestChain(start.station, () => start.epoch);
for (let at = 0; at < 3_000; at += 1) chain.add();

/** Everything but the number is made beforehand, so that it sends as fast as it can. */
function numbered(push: PushRequest): () => string {
  const [before = '', after = ''] = JSON.stringify({ ...push, request: -1 }).split('"request":-1');
  return () => `${before}"request":${nextRequest()}${after}`;
}

/** A push of the maximum size. */
function largest(of: TestChain, from: number): PushRequest {
  let count = Math.min(pushLimits.events, of.events.length - from + 1);
  let push = of.push(from, count);
  while (JSON.stringify(push).length > pushLimits.bytes - 100) {
    count = Math.floor(count * 0.9);
    push = of.push(from, count);
  }
  return push;
}

function ownPushes(): (() => string)[] {
  const pushes: (() => string)[] = [];
  for (let from = 1; from <= chain.events.length; ) {
    const push = largest(chain, from);
    pushes.push(numbered(push));
    from += push.events.length;
  }
  return pushes;
}

/** Its own chain with invalid signatures. */
function junkSignature(): () => string {
  const push = largest(chain, 1);
  const last = push.events.at(-1);
  if (last === undefined) throw new Error('an empty push');
  const signature = Buffer.alloc(64, 7).toString('base64');
  return numbered({ ...push, events: [...push.events.slice(0, -1), { ...last, signature }] });
}

/** Another history of its own chain, a new one each time. */
function madeUpBranch(): string {
  const branch = createTestChain(start.station, () => start.epoch);
  const first = branch.add();
  const place = { incarnation: branchOf(1, first.hash), request: nextRequest() };
  return JSON.stringify({ ...branch.push(), ...place });
}

/** A handshake with five thousand made-up chains. */
function handshake(): string {
  const hash = 'a'.repeat(64);
  const held = Array.from({ length: 5_000 }, () => ({
    station: randomUUID(),
    incarnation: 1,
    lastKseq: 1,
    hash,
  }));
  const own = { station: start.station, incarnation: 1, lastKseq: 0, hash: '0'.repeat(64) };
  return JSON.stringify({
    event: sampleEvent.id,
    own,
    held,
    name: 'Mallory',
    mode: 'desk',
    version: '1',
    wall: Date.now(),
    operators: [],
  });
}

const own = ownPushes();
const junk = junkSignature();
const greetings = [handshake(), handshake()];
const tooLarge = Buffer.alloc(8 * 2 ** 20, 32);

/** Its deeds; four connections do each at the same time. */
const deeds: readonly (readonly [name: string, path: string, body: () => string | Uint8Array])[] = [
  ['push', '/v1/push', () => own[nextTurn() % own.length]?.() ?? ''],
  ['push again', '/v1/push', () => own[0]?.() ?? ''],
  ['junk signature', '/v1/push', junk],
  ['branch', '/v1/push', madeUpBranch],
  ['handshake', '/v1/handshake', () => greetings[nextTurn() % greetings.length] ?? ''],
  ['handshake', '/v1/handshake', () => greetings[0] ?? ''],
  ['no JSON', '/v1/push', () => ' '.repeat(pushLimits.bytes - 1)],
  ['too large', '/v1/push', () => tooLarge],
];

async function repeat(
  exchange: Exchange,
  [name, path, body]: (typeof deeds)[number],
): Promise<void> {
  while (isGoing) {
    const answer = await exchange.ask({ method: 'POST', path, body: body() }).then(
      () => 'taken',
      (error: unknown) => (error instanceof HubProblem ? error.code : 'cut off'),
    );
    const key = `${name}: ${answer}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

let work: Promise<unknown> = Promise.resolve();
process.on('message', (message) => {
  const order = hostileOrderSchema.parse(message);
  isGoing = order === 'go';
  if (!isGoing) {
    void work.then(() => process.send?.(Object.fromEntries(counts)));
    return;
  }
  work = Promise.all(
    exchanges.flatMap((exchange, at) => {
      const deed = deeds[at % deeds.length];
      return deed === undefined ? [] : Array.from({ length: 4 }, () => repeat(exchange, deed));
    }),
  );
});
process.send?.('ready');
await once(process, 'disconnect');
isGoing = false;
await Promise.race([work, sleep(5_000)]);
await Promise.all(exchanges.map((exchange) => exchange.close()));
