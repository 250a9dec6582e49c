import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import { signedRun } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf, problemOf } from '../support/test-requests.ts';

// By whatever means the hub learns of a fact that it lacks, the station is not proven until that
// fact has arrived.
const day = '2018-10-02';
const nextDay = '2018-10-03';

async function closedStation(hub: TestHub): Promise<TestStation> {
  const station = await hub.enrol();
  const { chain } = station;
  for (let i = 0; i < 3; i += 1) chain.add();
  const head = chain.events.at(-1)?.hash ?? '';
  const payload = canonicalJson({ day, incarnation: 1, count: 3, head });
  chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload });
  await hub.hub.handshake(await station.caller(), handshakeOf(hub, station));
  await hub.hub.push(await station.caller(), chain.push());
  return station;
}

async function verdictOf({ hub }: TestHub, { id }: TestStation) {
  const { draft } = await hub.dayStatus(day);
  return draft.stations.find(({ station }) => station === id);
}

const headOf = ({ id, chain }: TestStation) => {
  // Of another station's chain a hub believes only what its author signed.
  const last = signedRun({ station: id, incarnation: 1 }, chain.events).at(-1) as WireEvent;
  const { kseq: lastKseq, hash, signature } = last;
  return { station: id, incarnation: 1, lastKseq, hash, ...(signature !== null && { signature }) };
};

const ways: readonly [string, (hub: TestHub, station: TestStation) => Promise<unknown>][] = [
  [
    'its own handshake',
    async (hub, station) =>
      await hub.hub.handshake(await station.caller(), handshakeOf(hub, station)),
  ],
  [
    'a desk that holds a copy',
    async (hub, station) => {
      const desk = await hub.enrol();
      const held = [headOf(station)];
      await hub.hub.handshake(await desk.caller(), handshakeOf(hub, desk, { held }));
    },
  ],
  [
    'its own push, from which a fact in between was lost',
    async (hub, station) => {
      const last = station.chain.events.length;
      const push = hub.hub.push(await station.caller(), station.chain.push(last));
      // If one fact is missing, the push brings it and the hub lacks nothing.
      if (last > 5) expect((await problemOf(push)).code).toBe('out-of-order');
      else await push;
    },
  ],
  [
    'its own push, of which a link was changed on the way',
    async (hub, station) => {
      const push = station.chain.push(5);
      const [first, ...others] = push.events;
      if (first === undefined) throw new Error('nothing to push');
      const events = [{ ...first, body: `${first.body} ` }, ...others];
      await problemOf(hub.hub.push(await station.caller(), { ...push, events }));
    },
  ],
];

describeOnBothStores('a station that closed its day', (open) => {
  test.each(
    ways.flatMap(([name, tell]) => [1, 2, 5].map((missing) => [name, missing, tell] as const)),
  )('is proven only as far as %s says (%i more)', async (_name, missing, tell) => {
    const hub = await open();
    const station = await closedStation(hub);
    expect(await verdictOf(hub, station)).toMatchObject({
      verdict: 'proven',
      asOf: { kseq: 4, since: 0 },
    });
    for (let i = 0; i < missing; i += 1) station.chain.add({ localDay: nextDay });
    await tell(hub, station);
    const told = await verdictOf(hub, station);
    const isHere = told?.held === station.chain.events.length;
    expect(told?.verdict).toBe(isHere ? 'proven' : 'open');
    // One by one: proven with the last of them, and not before.
    const { length } = station.chain.events;
    for (let kseq = (told?.held ?? 0) + 1; kseq <= length; kseq += 1) {
      expect((await verdictOf(hub, station))?.verdict).toBe('open');
      await hub.hub.push(await station.caller(), station.chain.push(kseq, 1));
    }
    expect(await verdictOf(hub, station)).toMatchObject({
      verdict: 'proven',
      asOf: { kseq: 4, since: missing },
    });
  });
});
