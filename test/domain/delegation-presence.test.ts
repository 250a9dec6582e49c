import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registrationBalance } from '../../domain/badges/registration-balance.ts';
import { presenceByDelegation } from '../../domain/delegations.ts';
import { foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { sampleDelegate } from '../support/sample-event.ts';
import { fact, uuid } from './attendance-sample.ts';

const day = '2018-10-02';
const other = '2018-10-03';

test('a delegation has the figures of the organiser’s balance, whatever its registrations', () => {
  const one = fc.record({
    delegation: fc.constantFrom('BEL', 'JPN'),
    status: fc.constantFrom('confirmed', 'pending', 'cancelled', 'revoked'),
    days: fc.constantFrom<(string[] | null)[]>(null, [day], [other], [day, other]),
    isPresent: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (all) => {
      const people = all.map(({ isPresent: _, ...change }, n) =>
        sampleDelegate({ ...change, id: uuid(1000 + n), registrationCode: `T18-${10_000 + n}` }),
      );
      const present = new Set(people.filter((_, n) => all[n]?.isPresent).map(({ id }) => id));
      const facts = [...present].map((delegateId, n) =>
        fact({ id: uuid(5000 + n), kseq: n + 1, delegateId, localDay: day }),
      );
      const { delegations } = registrationBalance({
        delegates: people,
        attendance: foldAttendance(facts),
        facts,
        day,
      });
      const balance = delegations
        .map(({ code, line }) => [code, line.present, line.present + line.notArrived])
        .filter(([, , expected]) => expected !== 0);
      const counted = presenceByDelegation(people, day, ({ id }) => present.has(id))
        .map(({ code, present: here, expected }) => [code, here, expected])
        .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
      expect(counted).toEqual(balance);
    }),
  );
});

test('heads are those by role and by category, if they are confirmed', () => {
  const person = (n: number, change: object) =>
    sampleDelegate({ id: uuid(n), registrationCode: `T18-${10_000 + n}`, ...change });
  const people = [
    person(1, { role: 'head' }),
    person(2, { category: 'head-of-delegation' }),
    person(3, { role: 'head', status: 'cancelled' }),
    person(4, { role: 'alternate' }),
  ];
  const [line] = presenceByDelegation(people, day, ({ role }) => role === 'head');
  // A cancelled person who is present counts as expected.
  expect(line).toMatchObject({ present: 2, expected: 4 });
  expect(line?.heads.map(({ id }) => id)).toEqual([uuid(1), uuid(2)]);
});
