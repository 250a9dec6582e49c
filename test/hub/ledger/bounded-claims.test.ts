import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { branchOf } from '../../../domain/ledger/chain.ts';
import type { KnownOperator, OperatorRole } from '../../../domain/operators/rights.ts';
import { createTestChain } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf, problemOf } from '../support/test-requests.ts';

type Operator = { id: string; name: string; role?: OperatorRole; active?: boolean };

const operators = (count: number): Operator[] =>
  Array.from({ length: count }, () => ({ id: randomUUID(), name: 'x'.repeat(80) }));

const nameOnly = (one: Operator): KnownOperator => ({
  ...one,
  role: null,
  desk: null,
  active: true,
});

/** @returns how many of them the hub has no room for */
async function say(
  bench: TestHub,
  station: TestStation,
  said: Operator[],
  vouched = true,
): Promise<number> {
  const rest = { role: 'operator' as const, active: true, vouched };
  const request = { operators: said.map((one) => ({ ...rest, ...one })) };
  const caller = await station.caller();
  const answer = await bench.hub.handshake(caller, handshakeOf(bench, station, request));
  return answer.operatorsRefused;
}

async function operatorsOf(bench: TestHub, station: TestStation): Promise<Operator[]> {
  const { operators: listed } = await bench.hub.directory(await station.caller());
  return listed.map(({ id, name }) => ({ id, name }));
}

describeOnBothStores('what a station claims', (open) => {
  test('of operators: a kiosk and a door add none and rename none', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk');
    const [ada] = operators(1);
    if (ada === undefined) throw new Error('no operator');
    await say(bench, desk, [ada]);
    for (const mode of ['kiosk', 'door'] as const) {
      const other = await bench.enrol(mode, mode);
      await say(bench, other, [...operators(3), { ...ada, name: 'Mallory' }]);
    }
    expect(await operatorsOf(bench, desk)).toEqual([ada]);
  });

  test('of operators: a desk renames its own, and nobody whom another desk vouched for', async () => {
    const bench = await open();
    const [desk, other] = [await bench.enrol('A'), await bench.enrol('B')];
    const [ada] = operators(1);
    if (ada === undefined) throw new Error('no operator');
    await say(bench, desk, [ada]);
    const version = async () => (await bench.hub.directory(await desk.caller())).version;
    const before = await version();
    await say(bench, other, [{ ...ada, name: 'Mallory' }]);
    expect(await operatorsOf(bench, desk)).toEqual([ada]);
    expect(await version()).toBe(before);
    await say(bench, desk, [{ ...ada, name: 'Ada L.' }]);
    expect(await operatorsOf(bench, desk)).toEqual([{ ...ada, name: 'Ada L.' }]);
  });

  test('of operators: two hundred an event, whoever names them, and after a take-over too', async () => {
    const bench = await open();
    const desks = [await bench.enrol('A'), await bench.enrol('B')] as const;
    for (let times = 0; times < 3; times += 1) {
      await Promise.all(desks.map((desk) => say(bench, desk, operators(150))));
    }
    expect(await operatorsOf(bench, desks[0])).toHaveLength(200);
    expect(await say(bench, desks[1], operators(7), false)).toBe(7);
    expect(await bench.hub.organiser.summary({})).toMatchObject({ operatorsAreFull: true });
    await bench.hub.seedStations([], operators(300).map(nameOnly), []);
    expect(await operatorsOf(bench, desks[0])).toHaveLength(200);
  });

  test('of operators: a desk that fills the list keeps no other from its share, a revoked one takes no room', async () => {
    const bench = await open();
    const [bad, good] = [await bench.enrol('A'), await bench.enrol('B')];
    expect(await say(bench, bad, operators(200))).toBe(0);
    expect(await say(bench, good, operators(22))).toBe(2);
    await bench.hub.revokeStation(bad.id);
    expect(await say(bench, good, operators(2))).toBe(0);
  });

  test('of operators: whom one person alone made is in no list until two people or an organiser vouch', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk');
    const [ada, ben] = operators(2);
    if (ada === undefined || ben === undefined) throw new Error('no operators');
    expect(await say(bench, desk, [ada, ben], false)).toBe(0);
    expect(await operatorsOf(bench, desk)).toEqual([]);
    const waiting = async () => (await bench.hub.organiser.stations()).operators.waiting;
    expect((await waiting()).map(({ desk: name }) => name)).toEqual(['Desk', 'Desk']);
    expect(await bench.hub.organiser.summary({})).toMatchObject({ operatorsWaiting: 2 });
    await say(bench, desk, [ada]);
    expect(await operatorsOf(bench, desk)).toEqual([ada]);
    await bench.hub.organiser.vouchForOperator(ben.id);
    expect(await operatorsOf(bench, desk)).toHaveLength(2);
    const again = await problemOf(bench.hub.organiser.vouchForOperator(ben.id));
    expect(again).toMatchObject({ code: 'not-found' });
    // A new PIN that a single person set does not count as a new person.
    await say(bench, desk, [ada, ben], false);
    expect(await operatorsOf(bench, desk)).toHaveLength(2);
  });

  test('of operators: name and role follow the desk that made them, and more rights two people', async () => {
    const bench = await open();
    const [desk, other] = [await bench.enrol('A'), await bench.enrol('B')];
    const [ada] = operators(1).map((one) => ({ ...one, name: 'Ada' }));
    if (ada === undefined) throw new Error('no operator');
    const roles = async () => {
      const { operators: listed } = await bench.hub.directory(await desk.caller());
      return listed.map((one) => `${one.name} ${one.role} ${one.desk === desk.id} ${one.active}`);
    };
    await say(bench, desk, [ada]);
    await say(bench, other, [{ ...ada, name: 'Mallory', role: 'supervisor' }]);
    await say(bench, desk, [{ ...ada, role: 'supervisor' }], false);
    expect(await roles()).toEqual(['Ada operator true true']);
    await say(bench, desk, [{ ...ada, role: 'supervisor' }]);
    expect(await roles()).toEqual(['Ada supervisor true true']);
    await say(bench, desk, [{ ...ada, role: 'operator' }], false);
    expect(await roles()).toEqual(['Ada operator true true']);
    // Any desk deactivates them, and none brings them back; unknown ones stay unknown.
    const gone = { ...ada, active: false };
    await say(bench, other, [gone, ...operators(1).map((one) => ({ ...one, active: false }))]);
    await say(bench, desk, [ada]);
    expect(await roles()).toEqual(['Ada operator true false']);
  });

  test('of operators: whose desk was revoked belongs to the next desk that reports them', async () => {
    const bench = await open();
    const [lost, next] = [await bench.enrol('A'), await bench.enrol('B')];
    const [ada] = operators(1);
    if (ada === undefined) throw new Error('no operator');
    await say(bench, lost, [ada]);
    await bench.hub.revokeStation(lost.id);
    const desks = async () =>
      (await bench.hub.directory(await next.caller())).operators.map(({ desk }) => desk);
    expect(await desks()).toEqual([null]);
    await say(bench, next, [{ ...ada, role: 'protocol' }]);
    expect(await desks()).toEqual([next.id]);
  });

  test('as its name when it joins: another one’s gets a number', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk 1');
    await bench.enrol('Desk 1', 'door');
    const { stations } = await bench.hub.directory(await desk.caller());
    expect(stations.map(({ name }) => name).sort()).toEqual(['Desk 1', 'Desk 1 (2)']);
  });

  test('as its own chain: another station’s is refused', async () => {
    const bench = await open();
    const [door, desk] = [await bench.enrol('Door', 'door'), await bench.enrol('Desk')];
    const said = { ...handshakeOf(bench, desk), mode: 'door' as const };
    const refused = await problemOf(bench.hub.handshake(await door.caller(), said));
    expect(refused).toMatchObject({ code: 'bad-request', detail: 'own' });
  });

  test('of other histories of its own: sixty-four, and its chain goes on', async () => {
    const { hub, enrol } = await open();
    const kiosk = await enrol('Kiosk', 'kiosk');
    const pushBranch = async (): Promise<unknown> => {
      const branch = createTestChain(kiosk.id, () => hub.identity().epoch);
      const incarnation = branchOf(1, branch.add().hash);
      return await hub.push(await kiosk.caller(), { ...branch.push(), incarnation });
    };
    for (let count = 0; count < 64; count += 1) await pushBranch();
    const refused = await problemOf(pushBranch());
    expect(refused).toMatchObject({ code: 'too-many-requests', detail: 'branches' });
    kiosk.chain.add();
    expect(await hub.push(await kiosk.caller(), kiosk.chain.push())).toMatchObject({ stored: 1 });
  });

  test('of lives by what it pushes: sixty-four, and its chain goes on', async () => {
    const { hub, enrol } = await open();
    const kiosk = await enrol('Kiosk', 'kiosk');
    const begin = async (incarnation: number): Promise<unknown> => {
      const life = createTestChain(kiosk.id, () => hub.identity().epoch, incarnation);
      life.add({ incarnation });
      return await hub.push(await kiosk.caller(), life.push());
    };
    for (let life = 2; life <= 64; life += 1) await begin(life);
    kiosk.chain.add();
    await hub.push(await kiosk.caller(), kiosk.chain.push());
    expect(await problemOf(begin(65))).toMatchObject({
      code: 'too-many-requests',
      detail: 'lives',
    });
    kiosk.chain.add();
    expect(await hub.push(await kiosk.caller(), kiosk.chain.push(2))).toMatchObject({ stored: 1 });
  });
});

describeOnBothStores('the quarantine of a station', (open) => {
  test('that is full takes no more: the push is refused whole and comes again; others go on', async () => {
    const bench = await open();
    const [bad, other] = [await bench.enrol('A', 'kiosk'), await bench.enrol('B')];
    bad.chain.addBody(() => '{}');
    await bench.hub.push(await bad.caller(), bad.chain.push());
    await bench.store.db
      .updateTable('quarantine')
      .set({ size: 33 * 2 ** 20 })
      .execute();
    bad.chain.add();
    bad.chain.addBody(() => '{}');
    const refused = await problemOf(bench.hub.push(await bad.caller(), bad.chain.push(2)));
    expect(refused).toMatchObject({ code: 'too-many-requests', retryAfter: 60_000 });
    expect((await bench.hub.overview()).streams.events).toBe(1);
    expect(await bench.hub.quarantine()).toHaveLength(1);
    other.chain.addBody(() => '{}');
    expect(await bench.hub.push(await other.caller(), other.chain.push())).toMatchObject({
      quarantined: 1,
    });
    await bench.store.db.updateTable('quarantine').set({ size: 1 }).execute();
    const { epoch } = bench.hub.identity();
    expect(await bench.hub.push(await bad.caller(), { ...bad.chain.push(2), epoch })).toMatchObject(
      { stored: 1, quarantined: 1 },
    );
  });
});
