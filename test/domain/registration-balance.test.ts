import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  registrationBalance,
  registrationGaps,
  registrationRows,
  surplusOf,
} from '../../domain/badges/registration-balance.ts';
import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { sampleDelegate } from '../support/sample-event.ts';
import { fact, uuid } from './attendance-sample.ts';

const firstDay = '2018-10-02';
const secondDay = '2018-10-03';
const days: string[] = [firstDay, secondDay];

function person(n: number, change: Partial<Delegate> = {}): Delegate {
  return sampleDelegate({
    id: uuid(1000 + n),
    registrationCode: `T18-${String(n).padStart(5, '0')}`,
    ...change,
  });
}

function admitted(n: number, localDay: string = firstDay) {
  return fact({
    id: uuid(5000 + n * 10 + days.indexOf(localDay)),
    delegateId: uuid(1000 + n),
    localDay,
  });
}

describe('the balance of registrations', () => {
  test('a plain day adds up without gaps, per delegation too', () => {
    const delegates = [
      person(1),
      person(2, { delegation: 'JPN' }),
      person(3, { delegation: 'JPN' }),
      person(4, { status: 'pending' }),
      person(5, { status: 'revoked' }),
      person(6, { status: 'cancelled' }),
      person(7, { status: 'cancelled' }),
    ];
    const facts = [
      admitted(2),
      fact({ id: uuid(9), type: 'delegate-replaced', delegateId: uuid(1007) }),
      fact({ id: uuid(10), type: 'walk-in-registered', delegateId: uuid(1002) }),
    ];
    const balance = registrationBalance({
      delegates,
      attendance: foldAttendance(facts),
      facts,
      day: firstDay,
    });
    expect(balance.total).toMatchObject({
      registered: 7,
      walkIns: 1,
      present: 1,
      notArrived: 2,
      cancelled: 1,
      pending: 1,
      revoked: 1,
      replaced: 1,
    });
    expect(balance.gaps).toEqual([]);
    expect(surplusOf(balance.total)).toBe(0);
    const japan = balance.delegations.find(({ code }) => code === 'JPN')?.line;
    expect(japan).toMatchObject({ registered: 2, present: 1, notArrived: 1 });
  });

  test('names who makes the sum larger: overridden, let in unknown, deleted, come on another day', () => {
    const delegates = [
      person(1, { status: 'cancelled' }),
      person(2, { days: [secondDay] }),
      person(3, { days: [secondDay] }),
      person(4, { status: 'cancelled' }),
    ];
    const facts = [
      admitted(1),
      admitted(2),
      admitted(4),
      admitted(50),
      admitted(60),
      fact({ id: uuid(9), type: 'delegate-replaced', delegateId: uuid(1004) }),
    ];
    const balance = registrationBalance({
      delegates,
      attendance: foldAttendance(facts),
      facts,
      day: firstDay,
      deleted: [{ id: uuid(1060), delegation: 'JPN' }],
    });
    expect(balance.total).toMatchObject({ registered: 2, present: 5, cancelled: 1, replaced: 1 });
    expect(balance.total.otherDays).toBe(1);
    expect(surplusOf(balance.total)).toBe(5);
    expect(balance.gaps).toEqual([
      { gap: 'cancelled-present', delegateId: uuid(1001), delegation: 'BEL' },
      { gap: 'other-day-present', delegateId: uuid(1002), delegation: 'BEL' },
      { gap: 'replaced-present', delegateId: uuid(1004), delegation: 'BEL' },
      { gap: 'unknown-present', delegateId: uuid(1050), delegation: '' },
      { gap: 'deleted-present', delegateId: uuid(1060), delegation: 'JPN' },
    ]);
  });

  test('an admission taken back is no presence; the whole event counts whoever came on any day', () => {
    const delegates = [person(1), person(2, { days: [secondDay] })];
    const facts = [
      admitted(1),
      fact({ id: uuid(9), type: 'admission-undone', targetId: uuid(5010), delegateId: uuid(1001) }),
      admitted(2, secondDay),
    ];
    const attendance = foldAttendance(facts);
    const balance = registrationBalance({ delegates, attendance, facts, day: null });
    expect(balance.total).toMatchObject({ registered: 2, present: 1, notArrived: 1 });
  });

  const anyPerson = fc.record({
    status: fc.constantFrom('confirmed', 'pending', 'cancelled', 'revoked'),
    delegation: fc.constantFrom('BEL', 'JPN', 'FRA'),
    days: fc.constantFrom<string[] | null>(null, [firstDay], [secondDay], days),
    inRoster: fc.boolean(),
    known: fc.boolean(),
    replaced: fc.boolean(),
    walkIn: fc.boolean(),
    came: fc.subarray(days),
    takenBack: fc.subarray(days),
  });

  test('any event: equals a count of persons one by one, and the gaps explain the rest', () => {
    fc.assert(
      fc.property(
        fc.array(anyPerson, { maxLength: 40 }),
        fc.constantFrom<string | null>(...days, null),
        (people, day) => {
          const delegates: Delegate[] = [];
          const deleted: Pick<Delegate, 'id' | 'delegation'>[] = [];
          const facts = people.flatMap((one, n) => {
            const { status, delegation } = one;
            const who = person(n, { status, delegation, days: one.days });
            if (one.inRoster) delegates.push(who);
            else if (one.known) deleted.push({ id: who.id, delegation });
            return [
              ...one.came.map((localDay) => admitted(n, localDay)),
              ...one.takenBack.map((localDay) =>
                fact({
                  id: uuid(9000 + n * 10 + days.indexOf(localDay)),
                  type: 'admission-undone',
                  delegateId: who.id,
                  targetId: admitted(n, localDay).id,
                }),
              ),
              ...(one.replaced
                ? [fact({ id: uuid(20_000 + n), type: 'delegate-replaced', delegateId: who.id })]
                : []),
              ...(one.walkIn
                ? [fact({ id: uuid(30_000 + n), type: 'walk-in-registered', delegateId: who.id })]
                : []),
            ];
          });
          const attendance = foldAttendance(facts);
          const balance = registrationBalance({ delegates, attendance, facts, day, deleted });
          // Counted again, person by person, by the definitions.
          const isThere = (one: (typeof people)[number]): boolean =>
            one.came.some((on) => (day === null || on === day) && !one.takenBack.includes(on));
          const isRegistered = (one: (typeof people)[number]): boolean =>
            one.inRoster && (day === null || one.days === null || one.days.includes(day));
          const registered = people.filter(isRegistered);
          const absent = registered.filter((one) => !isThere(one));
          expect(balance.total.registered).toBe(registered.length);
          expect(balance.total.walkIns).toBe(registered.filter(({ walkIn }) => walkIn).length);
          expect(balance.total.present).toBe(people.filter(isThere).length);
          expect(balance.total.notArrived).toBe(
            absent.filter(({ status }) => status === 'confirmed').length,
          );
          expect(balance.total.cancelled + balance.total.replaced).toBe(
            registered.filter(({ status }) => status === 'cancelled').length,
          );
          expect(balance.total.replaced).toBe(
            registered.filter(({ status, replaced }) => status === 'cancelled' && replaced).length,
          );
          expect(surplusOf(balance.total)).toBe(balance.gaps.length);
          for (const { code, line } of balance.delegations) {
            const named = balance.gaps.filter(({ delegation }) => delegation === code).length;
            expect(surplusOf(line)).toBe(named);
            expect(Object.values(line.gaps).reduce((sum, n) => sum + n, 0)).toBe(named);
          }
          for (const figure of [
            'registered',
            'walkIns',
            'otherDays',
            ...registrationRows,
          ] as const) {
            const sum = balance.delegations.reduce((all, { line }) => all + line[figure], 0);
            expect(sum).toBe(balance.total[figure]);
          }
          for (const gap of registrationGaps) {
            expect(balance.total.gaps[gap]).toBe(
              balance.gaps.filter((one) => one.gap === gap).length,
            );
          }
        },
      ),
    );
  });
});
