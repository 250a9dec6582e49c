import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../main/base/context.ts';
import { doorView, presenceNow } from '../../../main/doors/presence.ts';
import { entry } from '../../hub/http/people.ts';
import { createRandom } from '../../sim/random.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { ticketCodeOf } from '../../support/sample-event.ts';
import { cleanUp, type HubRig, makeDesk, type SyncDesk, startRig } from '../sync/support.ts';

afterEach(cleanUp);

const free = { direction: 'in' as const, fixed: { direction: false, checkpoint: false } };
const opens = Date.parse('2018-10-02T09:00:00+02:00');
const minute = 60_000;

interface Door {
  desk: SyncDesk;
  context: Context;
  /** Without a connection to the hub. */
  offline: boolean;
}

async function door(rig: HubRig, name: string, change: Parameters<typeof hall>[0]): Promise<Door> {
  const desk = await makeDesk(rig, { name, mode: 'door' });
  await desk.sync();
  return { desk, context: atDoor(desk, [hall(change)]), offline: false };
}

function setTime(rig: HubRig, doors: readonly Door[], wall: number): void {
  rig.time.now = wall;
  for (const { desk } of doors) desk.setClock(new Date(wall).toISOString());
}

const inside = ({ context }: Door): number => doorView(context, free).count.inside;

async function syncAll(doors: readonly Door[]): Promise<void> {
  // Twice: in the second round the first door fetches what the second one sent.
  for (const { desk, offline } of [...doors, ...doors]) if (!offline) await desk.sync();
}

describe('two doors of one room', () => {
  it('count 600 people in ten minutes alike, though one was offline for three of them', async () => {
    const rig = await startRig();
    await rig.importPeople(600);
    const left = await door(rig, 'Left', { capacity: 700 });
    const right = await door(rig, 'Right', { capacity: 700 });
    const doors = [left, right];
    const random = createRandom(18);
    const truth = new Set<string>();
    let alike = 0;
    let apart = 0;
    // One person a second, at either door in turn.
    for (let second = 0; second < 600; second += 1) {
      const wall = opens + second * 1000;
      setTime(rig, doors, wall);
      right.offline = wall >= opens + 3 * minute && wall < opens + 6 * minute;
      const at = second % 2 === 0 ? left : right;
      const { id } = entry(second + 1);
      expect(show(at.context, ticketCodeOf({ id }))).toMatchObject({
        outcome: 'passed',
        how: 'in',
      });
      truth.add(id);
      // Every tenth second a person who came earlier leaves, by either door.
      const leaver = second % 10 === 9 ? [...truth][random.below(truth.size)] : undefined;
      if (leaver !== undefined) {
        const person = entry(numberOf(leaver));
        const by = doors[random.below(2)] ?? left;
        expect(show(by.context, ticketCodeOf(person), { direction: 'out' }).outcome).toBe('passed');
        truth.delete(leaver);
      }
      if (second % 20 !== 19) continue;
      await syncAll(doors);
      if (right.offline) {
        apart += 1;
        continue;
      }
      expect([inside(left), inside(right)]).toEqual([truth.size, truth.size]);
      alike += 1;
    }
    expect({ alike, apart }).toEqual({ alike: 21, apart: 9 });
    for (const { context } of doors) {
      expect([...presenceNow(context).personsIn('@hall')].sort()).toEqual([...truth].sort());
    }
  });

  it('the one asks who is inside by the other, and a full room is full at both', async () => {
    const rig = await startRig();
    await rig.importPeople(4);
    const left = await door(rig, 'Left', { capacity: 2, whenFull: 'refuse' });
    const right = await door(rig, 'Right', { capacity: 2, whenFull: 'refuse' });
    const code = (number: number): string => ticketCodeOf(entry(number));
    show(left.context, code(1));
    await syncAll([left, right]);
    expect(show(right.context, code(1))).toMatchObject({ outcome: 'ask', doubts: ['inside'] });
    show(right.context, code(2));
    await syncAll([left, right]);
    expect(show(left.context, code(3))).toMatchObject({ outcome: 'refused', reason: 'full' });
    show(right.context, code(1), { direction: 'out' });
    await syncAll([left, right]);
    expect(show(left.context, code(3))).toMatchObject({ how: 'in', count: { inside: 2 } });
  });

  it('who came in by both while they did not hear of each other is one person', async () => {
    const rig = await startRig();
    await rig.importPeople(1);
    const left = await door(rig, 'Left', {});
    const right = await door(rig, 'Right', {});
    for (const { context } of [left, right]) {
      expect(show(context, ticketCodeOf(entry(1)))).toMatchObject({ how: 'in' });
    }
    await syncAll([left, right]);
    expect([inside(left), inside(right)]).toEqual([1, 1]);
  });
});

describe('a badge of a desk that was not heard yet', () => {
  it('is let in by the steward and becomes its holder once the desk is heard', async () => {
    const rig = await startRig();
    await rig.importPeople(2);
    const desk = await makeDesk(rig, { name: 'Desk' });
    await desk.sync();
    const hallDoor = await door(rig, 'Door', {});
    const { id } = entry(1);
    const answer = desk.admit(id);
    if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
    const code = badgeCodeOf(desk.context.db, answer.badge?.serialText ?? '');
    expect(show(hallDoor.context, code)).toMatchObject({ doubts: ['badge-unheard'] });
    show(hallDoor.context, code, { steward: 'let-pass' });
    expect(inside(hallDoor)).toBe(1);
    await desk.sync();
    await hallDoor.desk.sync();
    expect(inside(hallDoor)).toBe(1);
    expect(show(hallDoor.context, code)).toMatchObject({
      doubts: ['inside'],
      delegate: { id },
      count: { inside: 1 },
    });
  });
});

/** The number of the person with this id. */
const numbers = new Map(
  Array.from({ length: 600 }, (_, index) => [entry(index + 1).id, index + 1]),
);
function numberOf(id: string): number {
  return numbers.get(id) ?? 0;
}
