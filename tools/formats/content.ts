import type { Delegate } from '../../domain/roster/delegate.ts';
import { samplePerson } from '../../test/sim/people.ts';

export const day = '2018-10-02';

/**
 * The key of the fixtures' stores, and the passphrase of their sealed files. Made for the fixtures
 * only, and public: they protect nobody's data.
 */
export const storeKey: Uint8Array = Buffer.alloc(32, 3);
export const passphrase = 'made for the fixtures only';
export const note = 'Arrive à 14 h · 明日 · غدًا';
/** The PIN of the supervisor in the settings file. */
export const pin = '482913';

const names: readonly Partial<Delegate>[] = [
  { printedName: 'Amélie ŒUVRARD-NGUYỄN', givenName: 'Amélie', familyName: 'Œuvrard-Nguyễn' },
  { printedName: 'Mohammed AL-ALI', nativeName: 'محمد العلي', grammaticalGender: 'masculine' },
  { printedName: 'WANG Xiaoming', nativeName: '王小明', delegation: 'JPN' },
  { printedName: 'Natalia IVANOVA', nativeName: 'Наталья Иванова' },
  { printedName: 'Devi SHARMA', nativeName: 'देवी शर्मा', extra: { diet: 'Vegan' } },
  { printedName: 'Nino BERIDZE', nativeName: 'ნინო ბერიძე', status: 'pending' },
];

/** The people of the fixtures' event, in the scripts that badges need. */
export const people: readonly Delegate[] = names.map((change, index) =>
  samplePerson(index + 1, { email: `person-${index + 1}@example.org`, ...change }),
);

/** One of {@link people}, counted from 1. */
export function personAt(number: number): Delegate {
  const person = people[number - 1];
  if (person === undefined) throw new RangeError(`no person ${number}`);
  return person;
}

/** A person who comes without a registration. */
export const walkIn = {
  approver: 'Ōta',
  reference: 'Letter 7',
  identity: 'passport',
  person: {
    title: 'Mr',
    printedName: 'Søren ÅBERG',
    givenName: 'Søren',
    familyName: 'Åberg',
    nativeName: '',
    jobTitle: '',
    delegation: 'BEL',
    administration: '',
    category: 'delegate',
  },
} as const;
