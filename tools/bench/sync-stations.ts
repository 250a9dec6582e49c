import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { enrolSender, type Sender } from './sync/sender.ts';

const stations = 1_000;
/** Milliseconds between two facts of a station. */
const every = 3_000;
/** Facts of each station: a minute's worth. */
const facts = 20;
/** Milliseconds within which the stations connect, one after the other. */
const connectWithin = 10_000;
/** Maximum enrolments at the same time. */
const enrolTogether = 16;

/**
 * A thousand stations at one hub, each with one fact every three seconds: a handshake and a push
 * over TLS. Each has its own connection, open since the station's start. The time runs from the
 * moment the fact exists until the hub confirms that it is stored. Finally the hub must have every
 * fact once, in whole chains.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {
    stations,
    factsPerSecond: rounded(stations / (every / 1e3)),
  };
  await withEachStore(async ({ kind, hub: start }) => {
    const hub = await start();
    try {
      const senders = await enrolAll(hub);
      await Promise.all(senders.map(connect));
      const times = (await Promise.all(senders.map(sendAll))).flat();
      figures[`${kind}P50`] = rounded(percentile(times, 0.5));
      figures[`${kind}P99`] = rounded(percentile(times, 0.99));
      figures[`${kind}Worst`] = rounded(percentile(times, 1));
      figures[`${kind}FactsLost`] = stations * facts - (await factsAt(hub));
      figures[`${kind}Findings`] = (await hub.admin.checkAll()).length;
      await Promise.all(senders.map((sender) => sender.close()));
    } finally {
      await hub.stop();
    }
  });
  return { name: '1,000 stations, a fact each every 3 s (ms until stored)', figures };
}

async function enrolAll(hub: BenchHub): Promise<Sender[]> {
  const senders: Sender[] = [];
  while (senders.length < stations) {
    const group = Array.from({ length: Math.min(enrolTogether, stations - senders.length) }, () =>
      enrolSender(hub),
    );
    senders.push(...(await Promise.all(group)));
  }
  return senders;
}

/** Enrolment took longer than idle connections stay open. */
async function connect(sender: Sender, index: number): Promise<void> {
  await sleep((connectWithin * index) / stations);
  await sender.handshake();
}

/** Milliseconds of each fact. Stations begin spread over one period, as people come. */
async function sendAll(sender: Sender, index: number): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now() + (every * index) / stations;
  for (let number = 0; number < facts; number += 1) {
    const due = begin + number * every;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    sender.chain.add();
    await sender.handshake();
    const answer = await sender.push(sender.sign(sender.chain.push(number + 1, 1)));
    if (answer.stored !== 1) throw new Error('a fact was not stored');
    // Counted from when it was due: a sender that is late because the hub is slow counts as slow.
    times.push(performance.now() - due);
  }
  return times;
}

async function factsAt(hub: BenchHub): Promise<number> {
  const { facts: byKind } = await hub.admin.overview();
  return Object.values(byKind).reduce((sum, count) => sum + count, 0);
}
