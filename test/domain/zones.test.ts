import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crossing, foldStays, personOf, planZones, zoneOf } from '../../domain/doors/zones.ts';
import { makeCheckpoint } from '../../domain/event/event-file.ts';

const name = { en: 'x', fr: 'x' };
const plain = { name, windows: [], categories: null };
const checkpoints = [
  makeCheckpoint({ id: 'registration', kind: 'registration', zone: 'house', ...plain }),
  makeCheckpoint({ id: 'front-door', kind: 'session', zone: 'house', ...plain }),
  makeCheckpoint({ id: 'exit', kind: 'exit', zone: 'house', ...plain }),
  makeCheckpoint({ id: 'hall-left', kind: 'session', zone: 'hall', ...plain }),
  makeCheckpoint({ id: 'hall-right', kind: 'session', zone: 'hall', ...plain }),
  makeCheckpoint({ id: 'room', kind: 'session', ...plain }),
];
const plan = planZones(checkpoints);

/** A crossing whose place in the order of facts is `at`. */
function crossing(at: number, type: Crossing['type'], checkpoint: string): Crossing {
  return {
    id: `fact-${at}`,
    station: 'k',
    incarnation: 1,
    kseq: at + 1,
    after: '',
    effective: `${String(1_538_000_000_000 + at).padStart(15, '0')}-00000`,
    type,
    person: 'p',
    checkpoint,
    wall: 1_538_000_000_000 + at,
    paperAt: null,
  };
}

const zonesAfter = (crossings: Crossing[], undone: string[] = []): string[] =>
  [...foldStays(crossings, new Set(undone), plan).keys()].sort();

describe('zones', () => {
  it('a checkpoint without one is a zone of its own, which no other can name', () => {
    expect(zoneOf({ id: 'room', zone: null })).toBe('@room');
    expect(zoneOf({ id: 'hall-left', zone: 'hall' })).toBe('hall');
  });

  it('the house is where a registration desk leads, and what an exit without a zone leaves', () => {
    expect([...plan.house]).toEqual(['house']);
    const exit = makeCheckpoint({ id: 'way-out', kind: 'exit', ...plain });
    const wide = planZones([...checkpoints, exit]);
    expect([...wide.house]).toEqual(['house', '@way-out']);
    const facts = [crossing(0, 'admitted', 'hall-left'), crossing(1, 'went-out', 'way-out')];
    expect([...foldStays(facts, new Set(), wide).keys()]).toEqual([]);
  });
});

describe('where somebody is', () => {
  it.each<[string, [Crossing['type'], string][], string[]]>([
    ['nowhere before the first crossing', [], []],
    ['in the house from the registration desk on', [['admitted', 'registration']], ['house']],
    [
      'in a room and in the house around it',
      [
        ['admitted', 'registration'],
        ['admitted', 'hall-left'],
      ],
      ['hall', 'house'],
    ],
    [
      'out of the room by its other door',
      [
        ['admitted', 'hall-left'],
        ['went-out', 'hall-right'],
      ],
      [],
    ],
    [
      'in again after an exit',
      [
        ['admitted', 'hall-left'],
        ['went-out', 'hall-left'],
        ['came-back', 'hall-left'],
      ],
      ['hall'],
    ],
    [
      'in one room at a time, though nobody scanned on the way out',
      [
        ['admitted', 'registration'],
        ['admitted', 'hall-left'],
        ['admitted', 'room'],
      ],
      ['@room', 'house'],
    ],
    [
      'out of everything by the exit of the house',
      [
        ['admitted', 'registration'],
        ['admitted', 'hall-left'],
        ['went-out', 'exit'],
      ],
      [],
    ],
    [
      'not yet in the room again after coming back into the house',
      [
        ['admitted', 'hall-left'],
        ['went-out', 'exit'],
        ['came-back', 'front-door'],
      ],
      ['house'],
    ],
    ['out is out, whoever was not in', [['went-out', 'hall-left']], []],
    ['nowhere by a checkpoint that the event no longer has', [['admitted', 'gone']], []],
  ])('%s', (_, crossings, zones) => {
    expect(zonesAfter(crossings.map(([type, place], at) => crossing(at, type, place)))).toEqual(
      zones,
    );
  });

  it('an undone crossing counts as never made', () => {
    const facts = [crossing(0, 'admitted', 'hall-left'), crossing(1, 'went-out', 'hall-left')];
    expect(zonesAfter(facts, ['fact-1'])).toEqual(['hall']);
    expect(zonesAfter(facts, ['fact-0', 'fact-1'])).toEqual([]);
  });

  it('stays since the first arrival, though the badge was shown again without an exit', () => {
    const facts = [crossing(5, 'admitted', 'hall-left'), crossing(9, 'came-back', 'hall-right')];
    expect(foldStays(facts, new Set(), plan).get('hall')).toEqual({
      factId: 'fact-5',
      checkpoint: 'hall-left',
      since: 1_538_000_000_005,
    });
  });

  it('what a door had seen comes before what it wrote, whatever their clocks', () => {
    const wentIn = crossing(9, 'admitted', 'hall-left');
    const wentOut = { ...crossing(5, 'went-out', 'hall-left'), after: wentIn.id };
    expect(zonesAfter([wentOut, wentIn])).toEqual([]);
  });

  it('an entry from paper stands at its true time, whenever it was typed', () => {
    const wentOut = crossing(5, 'went-out', 'hall-left');
    const paperAt = 1_538_000_000_001;
    const typed = { ...crossing(9, 'admitted', 'hall-left'), paperAt, after: wentOut.id };
    expect(zonesAfter([typed, wentOut])).toEqual([]);
  });

  it('is a function of the set of facts: order and doubling change nothing', () => {
    const facts = fc
      .array(
        fc.record({
          type: fc.constantFrom<Crossing['type'][]>('admitted', 'came-back', 'went-out'),
          place: fc.constantFrom(...checkpoints.map(({ id }) => id)),
          isUndone: fc.boolean(),
        }),
        { maxLength: 12 },
      )
      .chain((list) => {
        const all = list.map(({ type, place }, at) => crossing(at, type, place));
        const undone = list.flatMap(({ isUndone }, at) => (isUndone ? [`fact-${at}`] : []));
        return fc.record({
          all: fc.constant(all),
          undone: fc.constant(undone),
          shuffled: fc
            .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all))
            .map(([some, more]) => [...more, ...some]),
        });
      });
    fc.assert(
      fc.property(facts, ({ all, undone, shuffled }) => {
        const stays = foldStays(all, new Set(undone), plan);
        expect(foldStays(shuffled, new Set(undone), plan)).toEqual(stays);
        expect(
          foldStays(
            all.filter(({ id }) => !undone.includes(id)),
            new Set(),
            plan,
          ),
        ).toEqual(stays);
        const rooms = [...stays.keys()].filter((zone) => zone !== 'house');
        expect(rooms.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('whom a crossing counts', () => {
  const holderOf = (serial: string): string | null => (serial === 'A-1' ? 'delegate' : null);
  it.each([
    ['its delegate', 'somebody', null, 'somebody'],
    ['the holder of the badge, once known', null, 'A-1', 'delegate'],
    ['the badge while nothing is known of it', null, 'B-2', 'B-2'],
    ['nobody', null, null, null],
  ])('%s', (_, delegateId, serial, person) => {
    expect(personOf({ delegateId }, serial, holderOf)).toBe(person);
  });
});
