import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import { foldAttendance } from '../../../domain/ledger/attendance-fold.ts';
import { nextRequest, type TestChain } from '../support/test-chain.ts';
import {
  chainOfKnown,
  describeOnBothStores,
  type TestHub,
  type TestStation,
} from '../support/test-hub.ts';
import { streamOf } from '../support/test-requests.ts';

const delegateId = randomUUID();

function idOf({ body }: { body: string }): string {
  return attendanceEventSchema.omit({ hash: true }).parse(JSON.parse(body)).id;
}

/** Pushes a chain to the hub by a station, its own or another's. */
async function bring({ hub }: TestHub, by: TestStation, chain: TestChain): Promise<void> {
  const { epoch } = hub.identity();
  await hub.push(await by.caller(), { ...chain.push(), epoch, request: nextRequest(by.id) });
}

describeOnBothStores('duplicates', (open) => {
  test('two desks admit the same delegate while apart: listed until somebody resolves it', async () => {
    const bench = await open();
    const [a, b] = [await bench.enrol('A'), await bench.enrol('B')];
    const first = a.chain.add({ delegateId, badgeSerial: 'A7F30C12-000001' });
    const further = b.chain.add({ delegateId, badgeSerial: 'B7F30C12-000001' });
    // The later admission arrives first: the clock decides, not the network.
    await bring(bench, b, b.chain);
    expect(await bench.hub.duplicates()).toEqual([]);
    await bring(bench, a, a.chain);
    const [found, ...more] = await bench.hub.duplicates();
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      delegateId,
      checkpoint: 'registration',
      localDay: '2018-10-02',
      first: { eventId: idOf(first), stationName: 'A', badgeSerial: 'A7F30C12-000001' },
      further: { eventId: idOf(further), stationName: 'B', badgeSerial: 'B7F30C12-000001' },
      resolved: null,
    });
    a.chain.add(
      { type: 'duplicate-resolved', delegateId, targetId: idOf(further) },
      { note: 'The second badge was destroyed' },
    );
    await bring(bench, a, a.chain);
    expect((await bench.hub.duplicates())[0]?.resolved).toMatchObject({
      stationName: 'A',
      note: 'The second badge was destroyed',
    });
  });

  test('an undone admission is no duplicate, also where the undo comes first', async () => {
    const bench = await open();
    const desk = await bench.enrol('A');
    const chains = await Promise.all([1, 2, 3].map(() => chainOfKnown(bench)));
    const [kept, undone, undo] = chains;
    if (kept === undefined || undone === undefined || undo === undefined) throw new Error();
    kept.add({ delegateId });
    const targetId = idOf(undone.add({ delegateId }));
    undo.add({ type: 'admission-undone', delegateId, targetId, payload: '{"reason":"other"}' });
    for (const chain of [undo, undone, kept]) await bring(bench, desk, chain);
    expect(await bench.hub.duplicates()).toEqual([]);
  });

  test('the hub’s list is the fold of its facts, whatever came when', async () => {
    const people = [randomUUID(), randomUUID()];
    const admissions = fc.array(
      fc.record({
        station: fc.integer({ min: 0, max: 2 }),
        who: fc.constantFrom(...people),
        checkpoint: fc.constantFrom('registration', 'stce'),
        localDay: fc.constantFrom('2018-10-02', '2018-10-03'),
        undo: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 8, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(
        admissions,
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        async (facts, order) => {
          const bench = await open();
          const desk = await bench.enrol();
          const chains = await Promise.all([0, 1, 2].map(() => chainOfKnown(bench)));
          const made: string[] = [];
          for (const { station, who, checkpoint, localDay, undo } of facts) {
            const chain = chains[station];
            const targetId = made.at(-1);
            if (chain === undefined) throw new Error('no such kiosk');
            if (undo === 0 && targetId !== undefined)
              chain.add({ type: 'admission-undone', targetId });
            else made.push(idOf(chain.add({ delegateId: who, checkpoint, localDay })));
          }
          for (const index of order) {
            const chain = chains[index];
            if (chain !== undefined && chain.events.length > 0) await bring(bench, desk, chain);
          }
          const { rows } = await streamOf(bench, desk);
          const fold = foldAttendance(
            rows.map(({ body, hash, effective }) => {
              const fact = attendanceEventSchema.parse({ ...JSON.parse(body), hash });
              return { ...fact, effective: effective ?? '' };
            }),
          );
          const listed = await bench.hub.duplicates();
          expect(listed.map(({ further }) => further.eventId).sort()).toEqual(
            fold.duplicates.map(({ id }) => id).sort(),
          );
          const winners = new Set(fold.standing.map(({ id }) => id));
          expect(listed.every(({ first }) => winners.has(first.eventId))).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);
});
