import { type Delegate, missingValues } from '../../../domain/roster/delegate.ts';
import { handWritten } from '../data/hand-written.ts';
import type { Random } from '../random.ts';
import { inventName, type PersonName } from './name.ts';
import type { Seat } from './seat.ts';

/** A person without the identifiers, which are derived from the registration code. */
export type Person = Omit<Delegate, 'id' | 'ticketHashes'>;

/**
 * Takes each hand-written person's seat from the list: the first with the same delegation, category
 * and role.
 */
export function seatHandWritten(seats: Seat[]): Person[] {
  return handWritten.map((written) => {
    const category = written.category ?? 'delegate';
    const role = written.role ?? 'member';
    const index = seats.findIndex(
      (seat) =>
        seat.delegation === written.delegation && seat.category === category && seat.role === role,
    );
    const [seat] = index < 0 ? [] : seats.splice(index, 1);
    if (seat === undefined) throw new Error(`no seat for ${written.registrationCode}`);
    const feminine = written.grammaticalGender === 'feminine';
    const name: PersonName = {
      givenName: written.givenName,
      familyName: written.familyName,
      printedName: written.printedName,
      nativeName: written.nativeName ?? '',
    };
    return { ...personOn(seat, name, feminine, written.registrationCode), ...written };
  });
}

/** Invents a person for a seat, with a name that nobody has yet. */
export function inventPerson(
  seat: Seat,
  registrationCode: string,
  taken: Set<string>,
  random: Random,
): Person {
  const [main, ...others] = seat.pools;
  if (main === undefined) throw new Error(`no names for ${seat.delegation}`);
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const pool = others.length > 0 && random.chance(0.4) ? random.pick(others) : main;
    const feminine = random.chance(0.46);
    const name = inventName(pool, feminine, random);
    if (taken.has(name.printedName)) continue;
    taken.add(name.printedName);
    return personOn(seat, name, feminine, registrationCode);
  }
  throw new Error(`too few names for ${seat.delegation}`);
}

function personOn(
  seat: Seat,
  name: PersonName,
  feminine: boolean,
  registrationCode: string,
): Person {
  return {
    ...missingValues,
    registrationCode,
    title: titleFor(seat, feminine),
    printedName: name.printedName,
    givenName: name.givenName,
    familyName: name.familyName,
    nativeName: name.nativeName,
    jobTitle: seat.jobTitle[feminine ? 0 : 1],
    delegation: seat.delegation,
    administration: markedAsSample(seat.administration),
    role: seat.role,
    letterOrder: seat.letterOrder,
    category: seat.category,
    grammaticalGender: feminine ? 'feminine' : 'masculine',
    language: seat.language,
  };
}

/**
 * Marks the name, so that nobody takes an invented person for an official of a real administration.
 */
function markedAsSample(administration: string): string {
  return administration === '' ? '(sample)' : `${administration} (sample)`;
}

function titleFor(seat: Seat, feminine: boolean): string {
  if (seat.delegation === 'MMR') return feminine ? 'Daw' : 'U';
  switch (seat.language) {
    case 'fr':
      return feminine ? 'Mme' : 'M.';
    case 'es':
    case 'pt':
      return feminine ? 'Sra.' : 'Sr.';
    default:
      return feminine ? 'Ms' : 'Mr';
  }
}
