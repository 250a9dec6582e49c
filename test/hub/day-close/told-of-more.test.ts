import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import { signedRun } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf } from '../support/test-requests.ts';

const day = '2018-10-02';
const hour = 3_600_000;

/** A station that wrote three facts, closed its day, pushed everything and was seen just now. */
async function closedStation(hub: TestHub): Promise<TestStation> {
  const station = await hub.enrol();
  await hub.hub.handshake(await station.caller(), handshakeOf(hub, station));
  hub.time.now += 60_000;
  const { chain } = station;
  for (let i = 0; i < 3; i += 1) chain.add();
  const head = chain.events.at(-1)?.hash ?? '';
  const payload = canonicalJson({ day, incarnation: chain.incarnation, count: 3, head });
  chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload });
  await hub.hub.push(await station.caller(), chain.push(1));
  expect(await verdictOf(hub, station)).toMatchObject({ verdict: 'proven' });
  return station;
}

async function verdictOf({ hub }: TestHub, { id }: TestStation) {
  const { draft } = await hub.dayStatus(day);
  return draft.stations.find(({ station }) => station === id);
}

describeOnBothStores('a chain that the hub was told is longer', (open) => {
  test.each([0, 2_000, 11_000])('is not proven: by its station, %i ms later', async (later) => {
    const hub = await open();
    const station = await closedStation(hub);
    for (let i = 0; i < 5; i += 1) station.chain.add();
    hub.time.now += later;
    // The network breaks before the announced facts are pushed.
    await hub.hub.handshake(await station.caller(), handshakeOf(hub, station));
    hub.time.now += hour;
    expect(await verdictOf(hub, station)).toMatchObject({
      verdict: 'open',
      reason: 'facts-missing',
      held: 4,
      atLeast: 9,
    });
  });

  test('is not proven: by a desk that holds a copy', async () => {
    const hub = await open();
    const station = await closedStation(hub);
    const desk = await hub.enrol();
    const last = station.chain.add();
    const [{ signature = null } = last] = signedRun(station.chain, [last]);
    const head = { station: station.id, incarnation: 1, lastKseq: last.kseq, hash: last.hash };
    const held = [{ ...head, signature: signature ?? '' }];
    await hub.hub.handshake(await desk.caller(), handshakeOf(hub, desk, { held }));
    expect(await verdictOf(hub, station)).toMatchObject({
      verdict: 'open',
      reason: 'facts-missing',
      held: 4,
      atLeast: 5,
    });
  });

  test('misses them also after its station began a new life, until they are there', async () => {
    const hub = await open();
    const station = await closedStation(hub);
    station.chain.add({ localDay: '2018-10-03' });
    await hub.hub.handshake(await station.caller(), handshakeOf(hub, station));
    const { own } = handshakeOf(hub, station);
    const life = { ...own, incarnation: 2, lastKseq: 0 };
    hub.time.now += hour;
    await hub.hub.handshake(await station.caller(), handshakeOf(hub, station, { own: life }));
    expect(await verdictOf(hub, station)).toMatchObject({ held: 4, atLeast: 5 });
    await hub.hub.push(await station.caller(), station.chain.push(5));
    expect(await verdictOf(hub, station)).toMatchObject({ held: 5, atLeast: 5 });
  });
});
