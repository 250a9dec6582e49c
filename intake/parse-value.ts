import { textsIn } from '../domain/base/language.ts';
import type { BookingState } from '../domain/bookings/booking.ts';
import type { LocalDay } from '../domain/event/event-file.ts';
import { type ExtraField, maxExtraText } from '../domain/event/extra-fields.ts';
import { isExtraValue, plainNumber } from '../domain/event/extra-values.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import type { DelegationRole, RegistrationStatus } from '../domain/roster/delegate-fields.ts';
import type { RejectReason } from '../domain/roster/roster-import.ts';
import { normalText } from './cell-text.ts';

/**
 * Values that registration systems use (English, French, German, Spanish), in the form of
 * `normalText`.
 */
export const statusWords: Readonly<Record<RegistrationStatus, string>> = {
  confirmed:
    'confirmed, accepted, approved, registered, active, ok, complete, completed, attending, ' +
    'checked in, paid, confirme, ' +
    'confirmee, accepte, acceptee, approuve, approuvee, inscrit, inscrite, valide, validee, ' +
    'paye, payee, bestatigt, bezahlt, angenommen, angemeldet, confirmado, confirmada, aceptado, aceptada, inscrito, ' +
    'inscrita',
  pending:
    'pending, waiting, awaiting approval, waitlisted, waiting list, provisional, in progress, ' +
    'awaiting payment, unpaid, draft, submitted, to be confirmed, tbc, unconfirmed, en attente, a confirmer, provisoire, ' +
    'en cours, liste d attente, ausstehend, in bearbeitung, vorlaufig, warteliste, pendiente, ' +
    'en espera, provisional',
  cancelled:
    'cancelled, canceled, withdrawn, declined, refunded, expired, not attending, deleted, ' +
    'rembourse, remboursee, expire, expiree, erstattet, annule, annulee, retire, retiree, desiste, ' +
    'desistee, abgesagt, storniert, zuruckgezogen, cancelado, cancelada, anulado, anulada, ' +
    'retirado, retirada',
  revoked:
    'revoked, refused, rejected, denied, barred, blocked, revoque, revoquee, refuse, refusee, ' +
    'rejete, rejetee, widerrufen, abgelehnt, gesperrt, revocado, revocada, rechazado, ' +
    'rechazada',
};

export const roleWords: Readonly<Record<DelegationRole, string>> = {
  head:
    'head, head of delegation, hod, leader, chief delegate, chef, cheffe, chef de delegation, ' +
    'cheffe de delegation, leiter, leiterin, delegationsleiter, delegationsleiterin, jefe, ' +
    'jefa, jefe de delegacion, jefa de delegacion',
  alternate:
    'alternate, alternate head, alternate head of delegation, deputy, deputy head, ' +
    'deputy head of delegation, suppleant, suppleante, chef adjoint, cheffe adjointe, adjoint, ' +
    'adjointe, stellvertreter, stellvertreterin, suplente, adjunto, adjunta',
  member:
    'member, delegate, adviser, advisor, membre, delegue, deleguee, conseiller, conseillere, ' +
    'mitglied, delegierter, delegierte, miembro, delegado, delegada',
};

export const genderWords: Readonly<
  Record<NonNullable<Delegate['grammaticalGender']> | 'unknown', string>
> = {
  feminine:
    'f, w, female, feminine, woman, ms, mrs, miss, feminin, femme, mme, madame, weiblich, ' +
    'frau, femenino, mujer, sra, senora',
  masculine:
    'm, h, male, masculine, man, mr, masculin, homme, monsieur, mannlich, herr, masculino, ' +
    'hombre, sr, senor',
  unknown:
    'x, u, d, other, unknown, not specified, unspecified, prefer not to say, n a, autre, ' +
    'inconnu, non precise, divers, unbekannt, otro, desconocido',
};

export const yesWords = 'yes, y, true, 1, x, oui, o, vrai, ja, j, wahr, si, s, verdadero';
export const noWords = 'no, n, false, 0, non, faux, nein, falsch, falso';

const languageWords: Readonly<Record<string, string>> = {
  en: 'english, anglais, englisch, ingles',
  fr: 'french, francais, franzosisch, frances',
  es: 'spanish, espagnol, spanisch, espanol',
  ar: 'arabic, arabe, arabisch, العربية',
  ru: 'russian, russe, russisch, ruso, русскии',
  pt: 'portuguese, portugais, portugiesisch, portugues',
  de: 'german, allemand, deutsch, aleman',
  zh: 'chinese, chinois, chinesisch, chino, 中文',
};

export const everyDayWords =
  'all, all days, every day, full event, tous, tous les jours, alle, alle tage, todos, ' +
  'todos los dias';

/** A cell's value, nothing (`undefined`: the field keeps its value), or why it is rejected. */
export type Parsed<T> = { value: T | undefined } | { reject: RejectReason };

/** Parses a clean cell (`cleanCell`) of a field. */
export type CellParser<T> = (cell: string) => Parsed<T>;

/** Caches the parsed values of a column, which may repeat a few values a hundred thousand times. */
export function remembered<T>(parse: CellParser<T>): CellParser<T> {
  const known = new Map<string, Parsed<T>>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const parsed = parse(cell);
    if (known.size < 10_000) known.set(cell, parsed);
    return parsed;
  };
}

/** Accepts any text of at most `longest` UTF-16 units. */
export function textParser(longest: number): CellParser<string> {
  return (cell) => (cell.length > longest ? { reject: 'too-long' } : { value: cell });
}

/** Accepts one of the given values. An empty cell means `empty`. */
export function wordParser<T>(
  words: ReadonlyMap<string, T>,
  options: { empty: T | undefined; reject: RejectReason },
): CellParser<T> {
  return remembered((cell) => {
    if (cell === '') return { value: options.empty };
    const found = words.get(normalText(cell));
    return found === undefined ? { reject: options.reject } : { value: found };
  });
}

function byWord<K extends string, T>(
  table: Readonly<Record<K, string>>,
  valueFor: (key: K) => T,
): Map<string, T> {
  const words = new Map<string, T>();
  for (const key of Object.keys(table) as K[]) {
    for (const word of table[key].split(', ')) words.set(word, valueFor(key));
  }
  return words;
}

const truthValues = byWord({ yes: yesWords, no: noWords }, (key) => key === 'yes');

/** An empty cell leaves the registration unchanged. */
export const parseStatus = wordParser(
  byWord(statusWords, (status) => status),
  { empty: undefined, reject: 'unknown-status' },
);

/** Also accepts yes and no, for columns named "head of delegation". */
export const parseRole = wordParser<DelegationRole>(
  new Map([
    ...byWord({ head: yesWords, member: noWords }, (role) => role),
    ...byWord(roleWords, (role) => role),
  ]),
  { empty: 'member', reject: 'unknown-value' },
);

export const parseGender = wordParser(
  byWord(genderWords, (gender) => (gender === 'unknown' ? null : gender)),
  { empty: undefined, reject: 'unknown-value' },
);

/** For a column that marks some people: an empty cell means no. */
export const parseMark = wordParser(truthValues, { empty: false, reject: 'unknown-value' });

/** For an answer that may be missing: an empty cell means no answer. */
export const parseAnswer = wordParser(truthValues, { empty: undefined, reject: 'unknown-value' });

const languageNames = byWord(languageWords, (language) => language);

/** A language by its tag (BCP 47, as far as rosters use it) or its name. */
export const parseLanguage: CellParser<string | null> = remembered((cell) => {
  if (cell === '') return { value: undefined };
  const named = languageNames.get(normalText(cell));
  if (named !== undefined) return { value: named };
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(cell) || cell.length > 16) {
    return { reject: 'unknown-value' };
  }
  const [primary = '', ...rest] = cell.split(/[-_]/);
  return { value: [primary.toLowerCase(), ...rest].join('-') };
});

/** A position from 1. An empty cell is 0, "unknown". */
export const parseLetterOrder: CellParser<number> = remembered((cell) => {
  if (cell === '') return { value: 0 };
  if (!/^\d{1,6}(?:[.,]0+)?$/.test(cell)) return { reject: 'unknown-value' };
  return { value: Number.parseInt(cell, 10) };
});

/** Midnight, which spreadsheets add to a date. */
export const midnight = /T?\b00:00(?::00)?\b/g;

/**
 * A date as `2018-10-02`, `02/10/2018`, `2.10.2018` or `2-10-2018`. The day comes before the month.
 */
export function dayOf(text: string): LocalDay | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A field that the event declares. An empty cell clears it. */
export function extraParser(field: ExtraField): CellParser<string> {
  const options = { empty: '', reject: 'unknown-value' } as const;
  switch (field.type) {
    case 'text':
      return textParser(maxExtraText);
    case 'yes-no':
      return wordParser(
        byWord({ yes: yesWords, no: noWords }, (key): string => key),
        options,
      );
    case 'choice':
      return choiceParser(field);
    case 'date':
    case 'number': {
      const read = field.type === 'number' ? plainNumber : dayOf;
      return (cell) => {
        const value = cell === '' ? '' : (read(cell.replace(midnight, '').trim()) ?? '');
        if (cell !== '' && !isExtraValue(field, value)) return { reject: 'unknown-value' };
        return { value };
      };
    }
  }
}

/** A choice by its id or one of its labels. */
function choiceParser({ choices }: ExtraField): CellParser<string> {
  const find = namedFinder(choices.map(({ id, label }) => ({ id, names: textsIn(label) })));
  return remembered((cell) => {
    if (cell === '') return { value: '' };
    const found = find(cell);
    return found === null ? { reject: 'unknown-value' } : { value: found };
  });
}

/**
 * Finds what a text names, by its id or one of its names, exactly or, if that leaves one, in the
 * form of `normalText`.
 *
 * @returns a function from a text to an id; null where it names none, or several
 */
export function namedFinder(
  all: readonly { id: string; names: readonly string[] }[],
): (text: string) => string | null {
  const exact = new Map<string, string | null>();
  const similar = new Map<string, string | null>();
  const put = (map: Map<string, string | null>, word: string, id: string): void => {
    const known = map.get(word);
    map.set(word, known === undefined || known === id ? id : null);
  };
  for (const { id, names } of all) {
    for (const word of [...names, id]) {
      put(exact, word, id);
      put(similar, normalText(word), id);
    }
  }
  // Ids take precedence over names of others, because files and stores hold ids.
  for (const { id } of all) exact.set(id, id);
  similar.delete('');
  return (text) => exact.get(text) ?? similar.get(normalText(text)) ?? null;
}

/** What a cell in the column of one session says. */
export const bookingWords: Readonly<Record<BookingState, string>> = {
  booked:
    `${yesWords}, booked, registered, confirmed, accepted, attending, selected, reserved, place, ` +
    'inscrit, inscrite, reserve, reservee, confirme, confirmee, choisi, gebucht, angemeldet, ' +
    'reservado, reservada, inscrito, inscrita',
  waiting:
    'waiting, wait, waitlist, waitlisted, wait list, waiting list, on waiting list, standby, ' +
    'en attente, attente, liste d attente, sur liste d attente, warteliste, wartend, en espera, ' +
    'lista de espera',
  released:
    `${noWords}, not booked, not attending, cancelled, canceled, released, declined, given up, ` +
    'annule, annulee, desiste, desistee, storniert, abgemeldet, cancelado, cancelada',
};

/** Signs that `normalText` drops. */
const bookedSigns = /^[✓✔☑✅]\uFE0F?$/u;

/** A mark in the column of one session: an empty cell, or a dash, means no place. */
const parseBookingWord = wordParser<BookingState>(
  new Map([...byWord(bookingWords, (state) => state), ['', 'released']]),
  { empty: 'released', reject: 'unknown-value' },
);

/** What a mark in the column of one session says; null for one that is not understood. */
export function bookingMark(cell: string): BookingState | null {
  if (bookedSigns.test(cell)) return 'booked';
  if (cell !== '' && normalText(cell) === '' && !/^[-–—./]+$/.test(cell)) return null;
  const parsed = parseBookingWord(cell);
  return 'reject' in parsed ? null : (parsed.value ?? 'released');
}
