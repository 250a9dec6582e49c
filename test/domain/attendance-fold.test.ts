import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { compareFacts, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { wordsOn } from '../../domain/ledger/cause.ts';
import { fact, uuid } from './attendance-sample.ts';

const hlc = (n: number) => `${String(n).padStart(15, '0')}-00000`;
const admitted = (n: number, part: Partial<OrderedFact> = {}) =>
  fact({ id: uuid(n), hlc: hlc(n), kseq: n, ...part });
const undo = (n: number, target: number) =>
  fact({ id: uuid(n), hlc: hlc(n), kseq: n, type: 'admission-undone', targetId: uuid(target) });
const badge = (n: number, type: OrderedFact['type'], payload: object, badgeSerial = 'B1') =>
  fact({ id: uuid(n), hlc: hlc(n), kseq: n, type, badgeSerial, payload: JSON.stringify(payload) });
/** The facts as one station writes them: each names the badge's previous fact. */
const oneAfterAnother = (facts: OrderedFact[]) =>
  facts.map((one, i) => {
    const words = facts.slice(0, i).filter(({ type }) => wordsOn.badge.some((on) => on === type));
    return { ...one, after: words.at(-1)?.id ?? '' };
  });
const ids = (list: Array<{ id: string }>) => list.map((a) => Number.parseInt(a.id.slice(-12), 16));

describe('folding admissions', () => {
  it('the earliest by clock stands, others of the same delegate, place and day are duplicates', () => {
    const { standing, duplicates, undone } = foldAttendance([
      admitted(3),
      admitted(1, { station: uuid(8) }),
      admitted(2),
      admitted(4, { localDay: '2018-10-03' }),
      admitted(5, { checkpoint: 'stce' }),
      admitted(6, { delegateId: uuid(7) }),
    ]);
    expect(ids(standing)).toEqual([1, 4, 5, 6]);
    expect(ids(duplicates)).toEqual([2, 3]);
    expect(undone).toEqual([]);
  });

  it('undoing the one that stood lets the next stand, undoing a duplicate changes nothing else', () => {
    const facts = [admitted(1), admitted(2, { station: uuid(8) }), undo(3, 1)];
    expect(ids(foldAttendance(facts).standing)).toEqual([2]);
    expect(ids(foldAttendance(facts).undone)).toEqual([1]);
    const other = foldAttendance([admitted(1), admitted(2), undo(3, 2)]);
    expect([ids(other.standing), ids(other.duplicates), ids(other.undone)]).toEqual([[1], [], [2]]);
  });

  it('an undo is for the admission it names alone: whoever is admitted again is in', () => {
    const { standing } = foldAttendance([admitted(1), undo(2, 1), admitted(3)]);
    expect(ids(standing)).toEqual([3]);
  });

  it('equal clocks are decided by kiosk, then by sequence number', () => {
    const a = admitted(1, { station: uuid(9), hlc: hlc(5) });
    const b = admitted(2, { station: uuid(8), hlc: hlc(5), kseq: 7 });
    const c = admitted(3, { station: uuid(8), hlc: hlc(5), kseq: 6 });
    expect(ids(foldAttendance([a, b, c]).standing)).toEqual([3]);
  });
});

describe('folding badges', () => {
  const issued = badge(1, 'badge-issued', { reason: 'first', replaces: null });
  const printed = badge(2, 'badge-printed', { outcome: 'confirmed' });
  const handedOver = badge(3, 'badge-handed-over', { to: 'delegate' });
  const voided = (n: number, fate: string) => badge(n, 'badge-voided', { fate });
  const replacement = badge(6, 'badge-issued', { reason: 'lost', replaces: 'B1' }, 'B2');

  it.each([
    ['issued', [issued]],
    ['printed', [issued, printed]],
    ['handed-over', [issued, printed, handedOver]],
    ['not-printed', [issued, voided(4, 'not-printed')]],
    ['printed', [issued, voided(2, 'not-printed'), badge(3, 'badge-printed', { outcome: 'sent' })]],
    ['stale', [issued, printed, handedOver, voided(4, 'stale')]],
    ['stale', [issued, voided(2, 'stale'), badge(3, 'badge-printed', { outcome: 'sent' })]],
    ['stale', [issued, printed, replacement]],
    ['lost', [issued, printed, voided(5, 'lost'), replacement]],
    ['returned', [issued, voided(4, 'lost'), voided(5, 'stale'), voided(7, 'returned')]],
    ['destroyed', [issued, voided(4, 'returned'), voided(5, 'destroyed')]],
    ['handed-over', [issued, printed, voided(4, 'returned'), handedOver]],
    ['printed', [issued, printed, handedOver, voided(4, 'lost'), voided(5, 'printed')]],
    ['stale', [issued, printed, voided(4, 'lost'), replacement, voided(7, 'printed')]],
    ['stale', [issued, voided(4, 'a fate of a later version')]],
    ['stale', [issued, printed, admitted(4, { badgeSerial: 'B1' }), undo(5, 4)]],
  ])('%s', (state, facts) => {
    expect(foldAttendance(oneAfterAnother(facts)).badges.get('B1')).toMatchObject({
      serial: 'B1',
      delegateId: uuid(3),
      state,
    });
  });

  it('what its author had seen comes before a word, whatever their clocks', () => {
    const lost = { ...voided(1, 'lost'), id: uuid(9), after: handedOver.id };
    expect(foldAttendance([issued, handedOver, lost]).badges.get('B1')?.thing).toBe('lost');
    const found = { ...voided(1, 'returned'), id: uuid(10), after: lost.id };
    const folded = foldAttendance([found, lost, issued, handedOver]).badges.get('B1');
    expect(folded).toMatchObject({ thing: 'returned', word: found.id });
  });

  it('a word on its validity alone hides no word on the thing, and leads from one to the next', () => {
    const lost = voided(4, 'lost');
    const stale = { ...voided(5, 'stale'), after: lost.id };
    expect(foldAttendance([issued, lost, stale]).badges.get('B1')?.thing).toBe('lost');
    const found = { ...voided(2, 'returned'), id: uuid(9), after: stale.id };
    expect(foldAttendance([issued, lost, stale, found]).badges.get('B1')?.thing).toBe('returned');
  });

  it.each([
    ['lost', 'handed-over'],
    ['lost', 'returned'],
    ['returned', 'printed'],
    ['printed', 'not-printed'],
  ])('of words that did not know of each other the graver holds: %s before %s', (grave, other) => {
    for (const [a, b] of [
      [2, 3],
      [3, 2],
    ] as const) {
      const facts = [issued, voided(a, grave), voided(b, other)];
      expect(foldAttendance(facts).badges.get('B1')?.thing).toBe(grave);
    }
  });

  it('a badge stays valid while one of the admissions that it belongs to stands', () => {
    const two = [admitted(3, { badgeSerial: 'B1' }), admitted(4, { badgeSerial: 'B1' })];
    const one = foldAttendance([issued, printed, ...two, undo(5, 4)]);
    expect(one.badges.get('B1')?.valid).toBe(true);
    const none = foldAttendance([issued, printed, ...two, undo(5, 4), undo(6, 3)]);
    expect(none.badges.get('B1')?.valid).toBe(false);
  });

  it('only facts about badges make badges', () => {
    const facts = [admitted(1, { badgeSerial: 'B1' }), { ...issued, badgeSerial: null }];
    expect(foldAttendance(facts).badges.size).toBe(0);
  });

  it('a replacement is a badge of its own', () => {
    expect(foldAttendance([issued, replacement]).badges.get('B2')?.state).toBe('issued');
  });
});

const small = fc.integer({ min: 1, max: 3 });
const anyFact = fc
  .record({
    hlc: fc.integer({ min: 1, max: 6 }),
    station: small,
    kseq: small,
    delegate: small,
    checkpoint: fc.constantFrom('registration', 'stce'),
    localDay: fc.constantFrom('2018-10-02', '2018-10-03'),
    type: fc.constantFrom(
      'admitted',
      'admission-undone',
      'badge-issued',
      'badge-printed',
      'badge-voided',
      'badge-handed-over',
    ),
    target: fc.integer({ min: 100, max: 120 }),
    after: fc.array(fc.integer({ min: 100, max: 120 }), { maxLength: 3 }),
    serial: fc.constantFrom('B1', 'B2', null),
    fate: fc.constantFrom('stale', 'lost', 'returned', 'destroyed', 'not-printed'),
    replaces: fc.constantFrom('B1', 'B2', null),
  } as const)
  .map((r) => ({
    type: r.type,
    hlc: hlc(r.hlc),
    station: uuid(r.station),
    kseq: r.kseq,
    delegateId: uuid(r.delegate),
    checkpoint: r.checkpoint,
    localDay: r.localDay,
    targetId: r.type === 'admission-undone' ? uuid(r.target) : null,
    badgeSerial: r.serial,
    after: r.after.map(uuid).join(','),
    payload: JSON.stringify({ fate: r.fate, replaces: r.replaces }),
  }));
const anyFacts = fc
  .array(anyFact, { maxLength: 20 })
  .map((list) => list.map((part, i) => fact({ id: uuid(100 + i), ...part })));

describe('whatever the facts', () => {
  it('neither their order nor a repetition changes anything', () => {
    const arranged = anyFacts.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        other: fc
          .tuple(
            fc.shuffledSubarray(facts, { minLength: facts.length }),
            fc.shuffledSubarray(facts),
          )
          .map(([all, again]) => [...all, ...again]),
      }),
    );
    fc.assert(
      fc.property(arranged, ({ facts, other }) => {
        expect(foldAttendance(other)).toEqual(foldAttendance(facts));
      }),
      { numRuns: 500 },
    );
  });

  it('every admission is standing, a duplicate or undone, and exactly one of each key stands', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { standing, duplicates, undone } = foldAttendance(facts);
        const all = [...standing, ...duplicates, ...undone].map((a) => a.id).sort();
        expect(all).toEqual(
          facts
            .filter((f) => f.type === 'admitted')
            .map((f) => f.id)
            .sort(),
        );
        const key = (a: { delegateId: string; checkpoint: string; localDay: string }) =>
          `${a.delegateId} ${a.checkpoint} ${a.localDay}`;
        expect(new Set(standing.map(key)).size).toBe(standing.length);
        const position = new Map(facts.toSorted(compareFacts).map((f, i) => [f.id, i]));
        for (const other of duplicates) {
          const winner = standing.find((a) => key(a) === key(other));
          expect(position.get(winner?.id ?? '')).toBeLessThan(position.get(other.id) ?? -1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
