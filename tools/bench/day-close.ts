import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../domain/base/json.ts';
import { reportText } from '../../domain/day-close/report.ts';
import { verifyReport } from '../../domain/day-close/verify-report.ts';
import { closeDay, signedReport } from '../../main/day-close/day-close-calls.ts';
import { appendEvent } from '../../main/ledger/append-event.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { entry } from '../../test/hub/http/people.ts';
import { makeDeskContext } from '../../test/support/desk-context.ts';
import { readsOf } from '../../test/support/long-reads.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { enrolSender, type Sender } from './sync/sender.ts';

const day = '2018-10-02';
const facts = 20_000;
const stations = 10;
const delegates = 5_000;
/** Facts in one push, as stations send them. */
const batch = 400;

/**
 * Milliseconds to close a day with 20,000 facts, the signed report included. At a hub, over TLS,
 * with ten stations that each closed their day and 5,000 delegates; and at a desk that works
 * without one. Every chain is recomputed, and the report is verified.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  await withEachStore(async ({ kind, hub: start }) => {
    const hub = await start();
    try {
      await fill(hub);
      figures[`${kind}Status`] = await timed(() => hub.admin.dayStatus(day));
      figures[`${kind}Close`] = await timed(() => closeAtHub(hub));
    } finally {
      await hub.stop();
    }
  });
  figures.deskAloneClose = await closeAlone();
  for (const [name, value] of Object.entries(figures)) {
    if (value > 5_000) throw new Error(`${name}: ${value} ms, more than 5 s`);
  }
  return { name: `day close with ${facts} facts`, figures };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return rounded(performance.now() - began);
}

async function fill(hub: BenchHub): Promise<void> {
  const people = Array.from({ length: delegates }, (_, i) => entry(i + 1));
  await hub.admin.importRoster(people, 'people.csv');
  const senders = await Promise.all(Array.from({ length: stations }, () => enrolSender(hub)));
  for (const [number, sender] of senders.entries()) {
    const each = facts / stations;
    for (let i = 1; i < each; i += 1) {
      const place = number * each + i;
      const person = people[place % people.length];
      // Some people come twice: every station's last twenty admissions repeat earlier ones.
      const room = Math.floor((i > each - 20 ? place - people.length : place) / people.length);
      const checkpoint = `room-${room}`;
      sender.chain.add({ delegateId: person?.id ?? null, checkpoint, localDay: day });
    }
    closeChain(sender);
    await pushAll(sender);
  }
  await Promise.all(senders.map((sender) => sender.close()));
}

function closeChain({ chain }: Sender): void {
  const { incarnation, events } = chain;
  const head = events.at(-1)?.hash ?? '';
  const payload = canonicalJson({ day, incarnation, count: events.length, head });
  chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload });
}

async function pushAll({ chain, sign, push }: Sender): Promise<void> {
  for (let from = 1; from <= chain.events.length; from += batch) {
    await push(sign(chain.push(from, Math.min(batch, chain.events.length - from + 1))));
  }
}

async function closeAtHub(hub: BenchHub): Promise<void> {
  const signed = await hub.admin.closeDay(day);
  const { report } = signed;
  const isWhole = report.facts.links === facts && report.proof.proven === stations;
  if (!isWhole) throw new Error(`${report.facts.links} facts, ${report.proof.proven} proven`);
  const found = verifyReport(Buffer.from(reportText(signed)), {}, nodeCrypto);
  if (!found.genuine) throw new Error('the report is not genuine');
}

async function closeAlone(): Promise<number> {
  const desk = makeDeskContext();
  const { privateKey, publicKey } = makeSigningKeys();
  const reads = readsOf(desk.context, publicKey);
  const parts = { context: desk.context, hub: () => null, signingKey: () => privateKey, reads };
  try {
    const people = Array.from({ length: 1_000 }, (_, i) => desk.addDelegate(i + 1));
    desk.context.db.transaction(() => {
      for (let i = 0; i < facts; i += 1) {
        appendEvent(desk.context, {
          type: 'admitted',
          delegateId: people[i % people.length]?.id ?? randomUUID(),
          checkpoint: `room-${Math.floor(i / people.length)}`,
          targetId: null,
          operatorId: null,
          badgeSerial: null,
          payload: { identity: null, source: 'camera' },
        });
      }
    })();
    return await timed(async () => {
      const { revision, proof } = await closeDay(parts, desk.supervisor, day);
      if (proof.proven !== 1) throw new Error('the desk is not proven');
      await signedReport(parts, { day, revision });
    });
  } finally {
    desk.close();
  }
}
