import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterText,
  type Caused,
  inOrderOfCause,
  lastWords,
  matterOf,
  maxNamed,
} from '../../domain/ledger/cause.ts';
import { uuid } from './attendance-sample.ts';

/** A fact and the earlier facts that it names, by number. */
const word = (n: number, ...named: number[]): Caused => ({
  id: uuid(n),
  after: afterText(named.map(uuid)),
});
const idsOf = (words: readonly Caused[]) =>
  words.map(({ id }) => Number.parseInt(id.slice(-4), 16));
const byId = (a: Caused, b: Caused): number => (a.id < b.id ? -1 : 1);

describe('the matter of a fact', () => {
  const about = {
    delegateId: uuid(3),
    badgeSerial: 'B-1',
    localDay: '2018-10-02',
    checkpoint: 'hall',
  };

  it.each([
    ['badge-printed', { kind: 'badge', serial: 'B-1' }],
    ['badge-voided', { kind: 'badge', serial: 'B-1' }],
    ['person-changed', { kind: 'registration', delegateId: uuid(3) }],
    ['registration-changed', { kind: 'registration', delegateId: uuid(3) }],
    ['went-out', { kind: 'whereabouts', delegateId: uuid(3), localDay: '2018-10-02' }],
    ['booking-changed', { kind: 'booking', delegateId: uuid(3), session: 'hall' }],
    ['note-written', null],
    ['badge-issued', null],
  ] as const)('%s', (type, matter) => {
    expect(matterOf({ ...about, type })).toEqual(matter);
  });

  it('is none where the fact names nobody, or no badge', () => {
    expect(matterOf({ ...about, type: 'badge-printed', badgeSerial: null })).toBeNull();
    expect(matterOf({ ...about, type: 'person-changed', delegateId: null })).toBeNull();
    expect(matterOf({ ...about, type: 'badge-printed', delegateId: null })).not.toBeNull();
    expect(matterOf({ ...about, type: 'booking-changed', checkpoint: null })).toBeNull();
  });
});

describe('last words', () => {
  it('are those that no other names, directly or through words that are not asked about', () => {
    const all = [word(1), word(2, 1), word(3, 2), word(4)];
    expect(idsOf(lastWords(all))).toEqual([3, 4]);
    expect(idsOf(lastWords([word(1), word(3, 2)], all))).toEqual([3]);
    // The fact between them has not arrived yet: nothing puts them in order.
    expect(idsOf(lastWords([word(1), word(3, 2)]))).toEqual([1, 3]);
  });

  it('are all of them where a circle leaves none', () => {
    expect(idsOf(lastWords([word(1, 2), word(2, 1)]))).toEqual([1, 2]);
  });

  it('one fact names no more than its form holds', () => {
    expect(afterText(Array.from({ length: 40 }, (_, n) => uuid(n))).split(',')).toHaveLength(
      maxNamed,
    );
  });
});

describe('order of cause', () => {
  it('puts what was named first, and goes by the clock else', () => {
    expect(idsOf(inOrderOfCause([word(3), word(1, 2), word(2)], byId))).toEqual([2, 1, 3]);
    expect(idsOf(inOrderOfCause([word(1, 2), word(2, 1), word(3)], byId))).toEqual([3, 1, 2]);
  });

  it('is a function of the set, with no word before one that it names', () => {
    const words = fc
      .array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 30 })
      // A fact names only facts of a higher number: against the clock, and never in a circle.
      .map((list) => list.map((named, n) => word(n, ...named.filter((other) => other > n))));
    const shuffled = words.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const ordered = inOrderOfCause(other, byId);
        expect(ordered).toEqual(inOrderOfCause(list, byId));
        const place = new Map(ordered.map(({ id }, at) => [id, at]));
        for (const { id, after } of ordered) {
          for (const named of after.split(',')) {
            expect(place.get(named) ?? -1).toBeLessThan(place.get(id) ?? -1);
          }
        }
      }),
    );
  });
});
