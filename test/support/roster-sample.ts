/** Invented delegates for tests and benches of the roster; the same seed gives the same people. */

import { inventName } from '../../tools/sample/people/name.ts';
import { allPools } from '../../tools/sample/people/pools.ts';
import { seededRandom } from '../../tools/sample/random.ts';

const jobTitles = [
  'Director General',
  'Head of Division',
  'Technical Attaché',
  'Policy Officer',
  'Chef de bureau',
  '',
];

export const sampleHeaders = [
  'Registration code',
  'Title',
  'Printed name',
  'Given name',
  'Family name',
  'Native name',
  'Job title',
  'Delegation',
  'Administration',
  'Role',
  'Order',
  'Category',
  'Gender',
  'Status',
  'Days',
  'Language',
  'VIP',
  'E-mail',
  'Dietary needs',
] as const;

/** Rows as a registration system exports them: the columns of `sampleHeaders`, two of which nobody maps. */
export function* sampleRows(count: number, seed = 1, delegations = 180): Generator<string[]> {
  const random = seededRandom(seed);
  const pools = allPools();
  for (let index = 0; index < count; index += 1) {
    const feminine = random.chance(0.5);
    const { printedName, givenName, familyName, nativeName } = inventName(
      random.pick(pools),
      feminine,
      random,
    );
    const delegation = delegationCode(Math.floor(random.next() * delegations));
    yield [
      `GSC-${String(index + 1).padStart(6, '0')}`,
      feminine ? 'Ms' : 'Mr',
      printedName,
      givenName,
      familyName,
      nativeName,
      random.pick(jobTitles),
      delegation,
      `Customs Administration of ${delegation}, Department ${index % 40}`,
      index % 9 === 0 ? 'head' : 'member',
      String((index % 12) + 1),
      index % 20 === 0 ? 'observer' : 'delegate',
      feminine ? 'F' : 'M',
      index % 7 < 5 ? 'confirmed' : index % 7 === 5 ? 'pending' : 'cancelled',
      random.chance(0.1) ? '2018-10-02;2018-10-03' : '',
      random.chance(0.5) ? 'en' : 'fr',
      index % 500 === 0 ? 'yes' : 'no',
      `person${index}@customs.example`,
      random.chance(0.05) ? 'vegetarian, no nuts' : '',
    ];
  }
}

/** Codes of three letters, AAA, AAB …: the sample event's table has them. */
export function delegationCode(index: number): string {
  const letter = (value: number): string => String.fromCharCode(65 + (value % 26));
  return letter(Math.floor(index / 676)) + letter(Math.floor(index / 26)) + letter(index);
}

/** The rows as CSV text with CRLF; cells are quoted where they must be. */
export function csvOf(rows: Iterable<readonly string[]>, separator = ','): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map((cell) => quoted(cell, separator)).join(separator));
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string, separator: string): string {
  return /["\r\n]/.test(cell) || cell.includes(separator)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}
