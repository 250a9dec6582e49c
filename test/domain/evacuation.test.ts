import { describe, expect, it } from 'vitest';
import { countMuster, foldInside, roomsOf } from '../../domain/emergency.ts';
import { makeCheckpoint } from '../../domain/event/event-file.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';

const gate = (id: string, kind: 'registration' | 'session' | 'exit', zone: string | null = null) =>
  makeCheckpoint({ id, name: { en: id, fr: id }, kind, zone, windows: [], categories: null });

const gates = [
  gate('desk', 'registration'),
  gate('hall-a', 'session', 'hall'),
  gate('hall-b', 'session', 'hall'),
  gate('room', 'session'),
  gate('exit', 'exit'),
];

let count = 0;
function fact(change: Partial<OrderedFact> & { minute: number }): OrderedFact {
  const { minute, ...rest } = change;
  count += 1;
  const wall = minute * 60_000;
  return {
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    eventId: '00000000-0000-4000-8000-000000000001',
    station: '00000000-0000-4000-8000-000000000002',
    incarnation: 1,
    kseq: count,
    type: 'admitted',
    delegateId: 'ada',
    checkpoint: 'desk',
    targetId: null,
    operatorId: null,
    localDay: '2018-10-02',
    badgeSerial: null,
    after: '',
    hlc: `${String(wall).padStart(15, '0')}-00000`,
    effective: `${String(wall).padStart(15, '0')}-00000`,
    wall,
    version: 1,
    payload: '{}',
    commitment: null,
    hash: '0'.repeat(64),
    ...rest,
  };
}

const nobody = (): null => null;
const where = (facts: readonly OrderedFact[]) =>
  foldInside(facts, gates, nobody).map(({ person, zone }) => `${person}: ${zone ?? 'building'}`);

describe('who is inside, and where', () => {
  it.each<[string, Array<Partial<OrderedFact> & { minute: number }>, string[]]>([
    ['checked in at a desk', [{ minute: 1 }], ['ada: building']],
    ['into a room', [{ minute: 1 }, { minute: 2, checkpoint: 'hall-a' }], ['ada: hall']],
    ['a room without a desk', [{ minute: 2, checkpoint: 'room', delegateId: 'bo' }], ['bo: @room']],
    [
      'from one room to another without a scan on the way out',
      [
        { minute: 2, checkpoint: 'hall-a' },
        { minute: 3, checkpoint: 'room' },
      ],
      ['ada: @room'],
    ],
    [
      'out of a room is still in the building',
      [
        { minute: 2, checkpoint: 'hall-a' },
        { minute: 3, type: 'went-out', checkpoint: 'hall-b' },
      ],
      ['ada: building'],
    ],
    ['gone by an exit', [{ minute: 1 }, { minute: 9, type: 'went-out', checkpoint: 'exit' }], []],
    ['passed at an exit', [{ minute: 1 }, { minute: 9, checkpoint: 'exit' }], []],
    ['gone by the main door', [{ minute: 1 }, { minute: 9, type: 'went-out' }], []],
    [
      'gone and in again',
      [
        { minute: 1 },
        { minute: 5, type: 'went-out', checkpoint: 'exit' },
        { minute: 9, type: 'came-back', checkpoint: 'hall-a' },
      ],
      ['ada: hall'],
    ],
    [
      'out by a checkpoint that the file no longer knows: in doubt inside',
      [{ minute: 1 }, { minute: 5, type: 'went-out', checkpoint: 'gone' }],
      ['ada: building'],
    ],
    ['refused is no crossing', [{ minute: 1, type: 'refused' }], []],
  ])('%s', (_name, facts, expected) => {
    expect(where(facts.map(fact))).toEqual(expected);
  });

  it('is a function of the set of facts, whatever their order and however often they come', () => {
    const facts = [
      fact({ minute: 1 }),
      fact({ minute: 2, checkpoint: 'hall-a' }),
      fact({ minute: 3, type: 'went-out', checkpoint: 'exit' }),
      fact({ minute: 4, type: 'came-back', checkpoint: 'room' }),
      fact({ minute: 5, delegateId: 'bo' }),
    ];
    const expected = new Set(where(facts));
    expect(expected).toEqual(new Set(['ada: @room', 'bo: building']));
    expect(new Set(where([...facts.toReversed(), ...facts]))).toEqual(expected);
  });

  it('does not count what was undone, and counts what stays', () => {
    const desk = fact({ minute: 1 });
    const door = fact({ minute: 2, checkpoint: 'hall-a' });
    const undo = (target: OrderedFact) =>
      fact({ minute: 3, type: 'admission-undone', targetId: target.id });
    expect(where([desk, undo(desk)])).toEqual([]);
    expect(where([desk, door, undo(door)])).toEqual(['ada: building']);
  });

  it('has whoever was seen in a room and then went out as gone, whatever the clocks', () => {
    const inside = fact({ minute: 9, checkpoint: 'hall-a' });
    const gone = fact({ minute: 5, type: 'went-out', checkpoint: 'exit', after: inside.id });
    expect(where([gone, inside])).toEqual([]);
  });

  it('takes a paper entry at its true time', () => {
    const paper = (at: number) =>
      fact({ minute: 60, payload: `{"at":${at * 60_000},"fromPaper":true,"paperNumber":null}` });
    const gone = fact({ minute: 30, type: 'went-out', checkpoint: 'exit' });
    expect(where([paper(10), gone])).toEqual([]);
    expect(where([gone, paper(40)])).toEqual(['ada: building']);
    expect(foldInside([paper(10)], gates, nobody)[0]?.since).toBe(600_000);
  });

  it('counts a badge of which nothing is known, once whose it is was heard as its holder', () => {
    const unknown = fact({
      minute: 1,
      checkpoint: 'hall-a',
      delegateId: null,
      payload: '{"serial":"A7F30C12-000001"}',
    });
    expect(where([unknown])).toEqual(['A7F30C12-000001: hall']);
    const known = foldInside([unknown, fact({ minute: 0 })], gates, () => 'ada');
    expect(known.map(({ person, zone }) => [person, zone])).toEqual([['ada', 'hall']]);
  });
});

describe('rooms', () => {
  it('are the zones of sessions, with every checkpoint that leads into each', () => {
    expect(roomsOf([...gates, gate('foyer', 'registration', 'foyer')])).toEqual([
      { zone: 'hall', checkpoints: ['hall-a', 'hall-b'] },
      { zone: '@room', checkpoints: ['room'] },
    ]);
  });

  it('a session that shares its zone with a desk leads into the building', () => {
    const shared = [gate('desk', 'registration', 'house'), gate('fair', 'session', 'house')];
    expect(roomsOf(shared)).toEqual([]);
    const inFair = fact({ minute: 1, checkpoint: 'fair' });
    expect(foldInside([inFair], shared, nobody)[0]?.zone).toBeNull();
    const out = fact({ minute: 2, type: 'went-out', checkpoint: 'fair' });
    expect(foldInside([inFair, out], shared, nobody)).toEqual([]);
  });
});

describe('the numbers of an evacuation count', () => {
  it.each([
    ['', { all: 0, seen: 0, missing: 0 }],
    ['--', { all: 2, seen: 0, missing: 2 }],
    ['-x-', { all: 3, seen: 1, missing: 2 }],
    ['xx', { all: 2, seen: 2, missing: 0 }],
  ])('of "%s"', (people, count) => {
    expect(countMuster([...people], (one) => one === 'x')).toEqual(count);
  });
});
