import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { branchOf, genesisHash } from '../../../domain/ledger/chain.ts';
import { createTestChain } from '../support/test-chain.ts';
import { describeOnBothStores } from '../support/test-hub.ts';
import { handshakeOf, problemOf } from '../support/test-requests.ts';

const newOperator = { role: 'operator', active: true, vouched: true } as const;

describeOnBothStores('handshake', (open) => {
  test('tells the heads that were asked for, incarnations, numbers and streams', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk 1');
    const unknown = randomUUID();
    desk.chain.add();
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    bench.time.now += 60_000;
    const answer = await bench.hub.handshake(await desk.caller(), {
      event: bench.hub.identity().event.id,
      own: { station: desk.id, incarnation: 2, lastKseq: 5, hash: 'a'.repeat(64) },
      held: [
        { station: desk.id, incarnation: 1, lastKseq: 2, hash: 'a'.repeat(64) },
        { station: unknown, incarnation: 3, lastKseq: 9, hash: 'b'.repeat(64) },
      ],
      name: 'Desk 1',
      mode: 'desk',
      version: '1.2.3',
      wall: bench.time.now - 90_000,
      operators: [{ id: unknown, name: 'Ada', ...newOperator }],
    });
    expect(answer).toMatchObject({
      hub: bench.hub.identity().hub,
      epoch: bench.hub.identity().epoch,
      wall: bench.time.now,
      heads: [
        { station: desk.id, incarnation: 2, lastKseq: 0, hash: genesisHash },
        { station: desk.id, incarnation: 1, lastKseq: 2, hash: desk.chain.events[1]?.hash },
        { station: unknown, incarnation: 3, lastKseq: 0, hash: genesisHash },
      ],
      lastIncarnation: 1,
      lastRequest: 1,
      streams: { roster: 0, events: 2, photos: 0 },
      quarantined: 0,
      operatorsRefused: 0,
    });
    const [entry] = await bench.hub.listStations();
    expect(entry).toMatchObject({
      name: 'Desk 1',
      lastSeen: bench.time.now,
      clockOffset: 90_000,
      version: '1.2.3',
      waiting: 5,
      chains: [{ incarnation: 1, lastKseq: 2 }],
    });
    const directory = await bench.hub.directory(await desk.caller());
    expect(directory.operators).toEqual([
      { id: unknown, name: 'Ada', role: 'operator', desk: desk.id, active: true },
    ]);
    expect(directory.version).toBe(answer.directoryVersion);
  });

  test('what a kiosk says that it holds is noted at each contact', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk 1');
    for (const lastKseq of [3, 8]) {
      bench.time.now += 60_000;
      const own = { station: desk.id, incarnation: 1, lastKseq, hash: 'a'.repeat(64) };
      await bench.hub.handshake(await desk.caller(), handshakeOf(bench, desk, { own }));
      const [entry] = await bench.hub.listStations();
      expect(entry).toMatchObject({ waiting: lastKseq, lastSeen: bench.time.now });
    }
  });

  test('a station that renames itself keeps the name that the hub gave; another event is refused', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk 1');
    const request = {
      event: bench.hub.identity().event.id,
      own: { station: desk.id, incarnation: 1, lastKseq: 0, hash: genesisHash },
      held: [],
      name: 'Welcome desk',
      mode: 'desk' as const,
      version: '1',
      wall: bench.time.now,
      operators: [],
    };
    const before = (await bench.hub.directory(await desk.caller())).version;
    await bench.hub.handshake(await desk.caller(), request);
    const directory = await bench.hub.directory(await desk.caller());
    expect(directory.stations.map(({ name }) => name)).toEqual(['Desk 1']);
    expect(directory.version).toBe(before);
    const other = { ...request, event: randomUUID() };
    expect((await problemOf(bench.hub.handshake(await desk.caller(), other))).code).toBe(
      'bad-request',
    );
  });

  test('an operator’s new name reaches the directory once', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const id = randomUUID();
    const say = async (name: string) =>
      bench.hub.handshake(
        await desk.caller(),
        handshakeOf(bench, desk, { operators: [{ id, name, ...newOperator }] }),
      );
    const first = await say('Ada');
    expect((await say('Ada')).directoryVersion).toBe(first.directoryVersion);
    expect((await say('Ada\u0000 L.')).directoryVersion).not.toBe(first.directoryVersion);
    expect((await bench.hub.directory(await desk.caller())).operators).toEqual([
      { id, name: 'Ada L.', role: 'operator', desk: desk.id, active: true },
    ]);
  });

  test('a revoked kiosk hears nothing, also when it was revoked on the way', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const before = await desk.caller();
    await bench.hub.revokeStation(desk.id);
    for (const caller of [before, await desk.caller()]) {
      const refused = await problemOf(bench.hub.handshake(caller, handshakeOf(bench, desk)));
      expect(refused.code).toBe('revoked');
    }
  });

  test('the highest life of a kiosk is told, also one that it does not name', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    for (const incarnation of [1, 4]) {
      const chain = createTestChain(desk.id, () => bench.hub.identity().epoch, incarnation);
      chain.add();
      await bench.hub.push(await desk.caller(), chain.push());
    }
    const answer = await bench.hub.handshake(await desk.caller(), handshakeOf(bench, desk));
    expect(answer).toMatchObject({ lastIncarnation: 4, lastRequest: 2 });
    // A second history does not count as another incarnation.
    const clone = createTestChain(desk.id, () => bench.hub.identity().epoch);
    const { hash } = clone.add();
    const branch = { ...clone.push(), incarnation: branchOf(1, hash) };
    expect(await bench.hub.push(await desk.caller(), branch)).toMatchObject({ stored: 1 });
    const later = await bench.hub.handshake(await desk.caller(), handshakeOf(bench, desk));
    expect(later).toMatchObject({ lastIncarnation: 4, lastRequest: 3 });
  });
});
