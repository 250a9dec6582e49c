import { expect, test } from 'vitest';
import { branchOf } from '../../../domain/ledger/chain.ts';
import type { PushRequest } from '../../../domain/sync/sync.ts';
import { nextRequest, signedRun } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

/**
 * A push of the second history of a station's chain from this number on, by default in its own
 * name.
 */
function branchPush(of: TestStation['chain'], from: number, place: number, by = of.station) {
  const { previous, events, ...rest } = of.push(from);
  return { ...rest, previous, events, incarnation: place, request: nextRequest(by) };
}

async function refusal(bench: TestHub, by: TestStation, push: PushRequest): Promise<unknown> {
  return await bench.hub.push(await by.caller(), push).catch((error: unknown) => error);
}

/**
 * A desk with three facts, the second of a later version, and its clone, which diverged after two
 * of them.
 */
async function parted(bench: TestHub) {
  const desk = await bench.enrol('Desk');
  desk.chain.add();
  desk.chain.addBody((kseq) => `{"from":"later","kseq":${kseq}}`);
  const clone = desk.chain.fork(2);
  desk.chain.add();
  await bench.hub.push(await desk.caller(), desk.chain.push());
  clone.add();
  clone.add();
  const place = branchOf(1, clone.events[2]?.hash ?? '');
  return { desk, clone, place };
}

describeOnBothStores('a second history of a station', (open) => {
  test('begins where it differs, under the number of that link; the hub has what is before it', async () => {
    const bench = await open();
    const { desk, clone, place } = await parted(bench);
    const relay = await bench.enrol('Relay', 'door');
    const push = branchPush(clone, 3, place, relay.id);
    expect(await bench.hub.push(await relay.caller(), push)).toMatchObject({
      head: { incarnation: place, lastKseq: 4 },
      stored: 2,
      known: 2,
      quarantined: 0,
    });
    expect(await bench.hub.checkAll()).toEqual([]);
    const epoch = bench.hub.identity().epoch;
    const page = await bench.hub.pullEvents(await desk.caller(), { epoch, after: 0, limit: 100 });
    const branch = page.rows.filter(({ incarnation }) => incarnation === place);
    expect(branch.map(({ kseq, counts }) => [kseq, counts])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, true],
    ]);
    // It continues like any chain.
    clone.add();
    const more = branchPush(clone, 5, place, relay.id);
    expect(await bench.hub.push(await relay.caller(), more)).toMatchObject({ stored: 1, known: 0 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('is refused under a made-up number, and so are copies of a chain and of a branch', async () => {
    const bench = await open();
    const { desk, clone, place } = await parted(bench);
    const { id } = await bench.enrol('Relay', 'door');
    const thief = await bench.enrol('Thief', 'kiosk');
    const by = thief.id;
    const before = (await bench.hub.overview()).streams;
    const copies = [
      branchPush(desk.chain, 1, 1 + 4096 * 7, by),
      branchPush(desk.chain, 1, branchOf(1, desk.chain.events[0]?.hash ?? ''), by),
      branchPush(desk.chain, 3, branchOf(1, desk.chain.events[2]?.hash ?? ''), by),
      branchPush(clone, 3, place + 4096, by),
      branchPush(clone, 4, branchOf(1, clone.events[3]?.hash ?? ''), by),
      branchPush(clone, 1, place, by),
    ];
    for (const push of copies) {
      expect(await refusal(bench, thief, push)).toMatchObject({ code: 'chain-differs' });
    }
    const unsigned = branchPush(clone, 3, place, by);
    const events = signedRun({ station: id, incarnation: 1 }, unsigned.events);
    expect(await refusal(bench, thief, { ...unsigned, events })).toMatchObject({
      code: 'bad-signature',
    });
    expect((await bench.hub.overview()).streams).toEqual(before);
    await bench.hub.push(await thief.caller(), branchPush(clone, 3, place, by));
    const again = branchPush(clone, 3, branchOf(1, clone.events[2]?.hash ?? '') + 4096, by);
    expect(await refusal(bench, thief, again)).toMatchObject({ code: 'chain-differs' });
    expect(await bench.hub.checkAll()).toEqual([]);
  });
});
