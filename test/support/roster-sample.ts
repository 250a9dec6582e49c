import { createRandom } from '../sim/random.ts';

const words = (list: string): string[] => list.split(', ');

const givenNames = words(
  'Anna, Béatrice, Carlos, Dmitri, Élodie, Fatima, Giovanni, Hanna, Ibrahim, ' +
    'Jürgen, Kwame, Łukasz, María José, Nguyễn, Óscar, Pierre, Qadir, Réka, Søren, ' +
    'Thandiwe, Ulrike, Věra, Wanjiru, Ximena, Yūko, Zoë, Ahmed, Chloé, Åsa, ' +
    'Jean-Marc',
);
const familyStarts = words(
  'An, Ber, Cas, Da, El, Fer, Gar, Hof, Iva, Jan, Ko, La, Mül, Nak, Ok, Pet, Qui, ' +
    'Ros, Sch, Tak, Ud, Var, Wol, Xu, Yil, Zam, Mac, Ø, Ðu, Ngu',
);
const familyMiddles = words('a, e, i, o, u, an, er, in, ov, ur, ell, est, ach, ond, ing, ier');
const familyEnds = words(
  'son, ski, ov, ez, mann, sen, ić, yan, oğlu, eira, elli, ström, wala, moto, dze, ' +
    'enko, ard, ault, bach, ova, ides, poulos, nen, esh, abe, ura, ng, ta',
);
const nativeNames = words(', , , , Иван Петров, 田中裕子, محمد علي, Γιώργος Παππάς, สมชาย ใจดี, ');
const jobTitles = words(
  'Director General, Head of Division, Technical Attaché, Policy Officer, Chef de bureau, ',
);
const statuses = words('confirmed, confirmed, confirmed, confirmed, confirmed, pending, cancelled');

export const sampleHeaders = words(
  'Registration code, Title, Printed name, Given name, Family name, Native name, Job title, ' +
    'Delegation, Administration, Role, Order, Category, Gender, Status, Days, Language, VIP, ' +
    'E-mail, Dietary needs',
);

/**
 * Invented delegates for tests and benches of the roster, as rows of a registration system's
 * export. The same seed gives the same people. The columns are those of `sampleHeaders`, two of
 * which are never mapped.
 */
export function* sampleRows(count: number, seed = 1, delegations = 180): Generator<string[]> {
  const { next: random, pick } = createRandom(seed);
  for (let index = 0; index < count; index += 1) {
    const given = pick(givenNames);
    const family = pick(familyStarts) + pick(familyMiddles) + pick(familyEnds);
    const delegation = delegationCode(Math.floor(random() * delegations));
    const native = pick(nativeNames);
    yield [
      `GSC-${String(index + 1).padStart(6, '0')}`,
      random() < 0.5 ? 'Ms' : 'Mr',
      `${given} ${family.toLocaleUpperCase('en')}`,
      given,
      family,
      native,
      pick(jobTitles),
      delegation,
      `Customs Administration of ${delegation}, Department ${Math.floor(random() * 40)}`,
      index % 9 === 0 ? 'head' : 'member',
      String((index % 12) + 1),
      index % 20 === 0 ? 'observer' : 'delegate',
      random() < 0.5 ? 'F' : 'M',
      pick(statuses),
      random() < 0.1 ? '2018-10-02;2018-10-03' : '',
      random() < 0.5 ? 'en' : 'fr',
      index % 500 === 0 ? 'yes' : 'no',
      `person${index}@customs.example`,
      random() < 0.05 ? 'vegetarian, no nuts' : '',
    ];
  }
}

/** Codes of three letters, AAA, AAB …; the sample event's table has them. */
export function delegationCode(index: number): string {
  const letter = (value: number): string => String.fromCharCode(65 + (value % 26));
  return letter(Math.floor(index / 676)) + letter(Math.floor(index / 26)) + letter(index);
}

/** The rows as CSV text with CRLF; cells are quoted where needed. */
export function csvOf(rows: Iterable<readonly string[]>, separator = ','): string {
  const lines = Array.from(rows, (row) =>
    row.map((cell) => quoted(cell, separator)).join(separator),
  );
  return `${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string, separator: string): string {
  return /["\r\n]/.test(cell) || cell.includes(separator)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}
