import type { LocalDay } from '../../../domain/event/event-file.ts';
import type { Random } from '../random.ts';
import type { Person } from './person.ts';

/** How many of the invented people are unusual; the hand-written ones come in addition. */
const counts = {
  vip: 39,
  pending: 29,
  cancelled: 29,
  revoked: 4,
  flagged: 4,
  unlisted: 12,
  someDays: 42,
  unknownGender: 8,
};

const partsOfTheEvent: readonly (readonly LocalDay[])[] = [
  ['2018-10-02'],
  ['2018-10-03'],
  ['2018-10-04'],
  ['2018-10-02', '2018-10-03'],
  ['2018-10-03', '2018-10-04'],
];

/**
 * Gives some of the people another status, days or a mark. Nobody gets two of these, so that each
 * can be shown alone. Only staff, press and partners are revoked or flagged: even invented
 * delegates of a Member are not.
 */
export function dealFates(people: readonly Person[], random: Random): Person[] {
  const result = new Map(people.map((person) => [person.registrationCode, person]));
  const free = new Set(result.keys());
  const deal = (count: number, may: (person: Person) => boolean, change: (p: Person) => Person) => {
    const candidates = random.shuffle(people.filter(may)).map((person) => person.registrationCode);
    for (const code of candidates.filter((one) => free.has(one)).slice(0, count)) {
      const person = result.get(code);
      if (person === undefined) continue;
      result.set(code, change(person));
      free.delete(code);
    }
  };
  const isDelegates = ({ category }: Person) => ['head', 'delegate', 'observer'].includes(category);
  const isOutside = ({ category }: Person) => ['press', 'partner', 'contractor'].includes(category);
  deal(counts.vip, (person) => person.role === 'head', honoured);
  deal(counts.revoked, isOutside, (person) => ({ ...person, status: 'revoked' }));
  deal(counts.flagged, isOutside, (person) => ({ ...person, flagged: true }));
  deal(
    counts.pending,
    () => true,
    (person) => ({ ...person, status: 'pending' }),
  );
  deal(counts.cancelled, isDelegates, (person) => ({ ...person, status: 'cancelled' }));
  deal(
    counts.unlisted,
    () => true,
    (person) => ({ ...person, listed: false }),
  );
  deal(
    counts.someDays,
    (person) => person.role !== 'head',
    (person) => ({ ...person, days: [...random.pick(partsOfTheEvent)] }),
  );
  deal(
    counts.unknownGender,
    (person) => person.role === 'member',
    (person) => ({ ...person, title: '', grammaticalGender: null }),
  );
  return [...result.values()];
}

function honoured(person: Person): Person {
  const prefix = person.language === 'fr' ? 'S.E.' : 'H.E.';
  return { ...person, vip: true, title: `${prefix} ${person.title}` };
}
