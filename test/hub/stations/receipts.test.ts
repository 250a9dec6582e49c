import { expect, test } from 'vitest';
import { clockAtTime } from '../../../domain/ledger/hlc.ts';
import { headText, receiptText } from '../../../domain/ledger/signed-head.ts';
import type { StreamedEvent, WireEvent } from '../../../domain/sync/events.ts';
import { makeSigningKeys, readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nextRequest } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { streamOf } from '../support/test-requests.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const someone = '3c9e2f9e-0000-4000-8000-000000000001';

/** The place of each fact in the order, by station and number, as a station reads it. */
async function placesOf(bench: TestHub, reader: TestStation): Promise<(string | null)[]> {
  return (await streamOf(bench, reader)).rows.map(({ effective }) => effective);
}

async function push(bench: TestHub, station: TestStation, from = 1): Promise<void> {
  await bench.hub.push(await station.caller(), station.chain.push(from));
}

/** Admits the same person as the others, at this time. */
function admitAt(station: TestStation, time: number): WireEvent {
  const hlc = clockAtTime(time);
  return station.chain.add({ delegateId: someone, wall: Math.max(0, time), hlc });
}

/** Gives another hub what a station of the first wrote, as any holder of it could. */
async function relay(
  from: TestHub,
  to: TestHub,
  lost: TestStation,
  change: (row: WireEvent) => WireEvent = (row) => row,
): Promise<StreamedEvent[]> {
  const by = await to.enrol('Desk that relays');
  const { stations } = await from.hub.directory(await lost.caller());
  await to.hub.seedStations(stations, [], [from.hub.identity().hubKey]);
  const events = (await streamOf(from, lost)).rows.map((row) => {
    const { kseq, hash, body, personal, signature, receipt } = row;
    return change({ kseq, hash, body, personal, signature, receipt });
  });
  const request = { ...lost.chain.push(), epoch: to.hub.identity().epoch };
  await to.hub.push(await by.caller(), { ...request, events, request: nextRequest(by.id) });
  return (await streamOf(to, by)).rows;
}

describeOnBothStores('the order of facts by the hub’s receipts', (open) => {
  test('a clock that runs ahead says no more than a minute, and the facts after it stand behind', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const { now } = bench.time;
    admitAt(desk, now - minute);
    admitAt(desk, now + 2 * day);
    await push(bench, desk);
    bench.time.now += 10;
    admitAt(desk, now + 10);
    await push(bench, desk, 3);
    const bound = clockAtTime(now + minute);
    expect(await placesOf(bench, desk)).toEqual([clockAtTime(now - minute), bound, bound]);
  });

  test('a clock that goes back says no less than before; one of zeros no less than its station’s joining', async () => {
    const bench = await open();
    const joined = bench.time.now;
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const before = await bench.enrol('Desk', 'desk');
    bench.time.now += 2 * minute;
    // A desk worked before it joined the hub.
    admitAt(before, joined - minute);
    await push(bench, before);
    admitAt(kiosk, 0);
    admitAt(kiosk, joined + minute);
    admitAt(kiosk, 1);
    await push(bench, kiosk);
    const places = await placesOf(bench, before);
    const later = clockAtTime(joined + minute);
    expect(places).toEqual([clockAtTime(joined - minute), clockAtTime(joined), later, later]);
    // So the first at the desk counts as first.
    const [duplicate] = await bench.hub.duplicates();
    expect(duplicate?.first.station).toBe(before.id);
  });

  test('another hub goes by the receipt of the one that had it first', async () => {
    const [old, next] = [await open(), await open()];
    const lost = await old.enrol('Lost');
    const { now } = old.time;
    admitAt(lost, now + 2 * day);
    await push(old, lost);
    admitAt(lost, now + 3 * day);
    old.time.now += 5 * minute;
    await push(old, lost, 2);
    next.time.now = now + day;
    const places = (await relay(old, next, lost)).map(({ effective }) => effective);
    expect(places).toEqual([clockAtTime(now + minute), clockAtTime(now + 6 * minute)]);
    // And so on, from hub to hub.
    const third = await open();
    third.time.now = now + 2 * day;
    await third.hub.seedStations([], [], [old.hub.identity().hubKey]);
    const rows = await relay(next, third, lost);
    expect(rows.map(({ effective }) => effective)).toEqual(places);
  });

  test('a receipt that no hub of the event gave, or of another head, changes nothing', async () => {
    const [old, next] = [await open(), await open()];
    const lost = await old.enrol('Lost');
    const { now } = old.time;
    admitAt(lost, now);
    admitAt(lost, now + minute / 2);
    await push(old, lost);
    next.time.now = now + day;
    const forger = readPrivateKey(makeSigningKeys().privateKey);
    const rows = await relay(old, next, lost, (row) => {
      const head = { station: lost.id, incarnation: 1, kseq: row.kseq, hash: row.hash };
      const received = now - day;
      const forged = signText(forger, receiptText(head, received));
      const signature = row.signature ?? lost.sign(headText(head));
      return { ...row, signature, receipt: { received, signature: forged } };
    });
    expect(rows.map(({ effective }) => effective)).toEqual([
      clockAtTime(now),
      clockAtTime(now + minute / 2),
    ]);
    // A receipt that the hub did not sign is not passed on.
    expect(rows.map(({ receipt }) => receipt?.received)).toEqual([undefined, next.time.now]);
  });
});
