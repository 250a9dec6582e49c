import type { KioskLanguage } from '../base/language.ts';
import type { LocalDay } from './event-file.ts';

/** How a language writes days; `of` is between day, month and year, `last` after the year. */
interface DayWords {
  months: readonly string[];
  and: string;
  of: string;
  last: string;
}

const plainDays = { of: ' ', last: '' };

const dayWords: Readonly<Record<KioskLanguage, DayWords>> = {
  en: {
    ...plainDays,
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    and: ' and ',
  },
  fr: {
    ...plainDays,
    months: [
      'janvier',
      'février',
      'mars',
      'avril',
      'mai',
      'juin',
      'juillet',
      'août',
      'septembre',
      'octobre',
      'novembre',
      'décembre',
    ],
    and: ' et ',
  },
  es: {
    months: [
      'enero',
      'febrero',
      'marzo',
      'abril',
      'mayo',
      'junio',
      'julio',
      'agosto',
      'septiembre',
      'octubre',
      'noviembre',
      'diciembre',
    ],
    and: ' y ',
    of: ' de ',
    last: '',
  },
  ar: {
    ...plainDays,
    months: [
      'يناير',
      'فبراير',
      'مارس',
      'أبريل',
      'مايو',
      'يونيو',
      'يوليو',
      'أغسطس',
      'سبتمبر',
      'أكتوبر',
      'نوفمبر',
      'ديسمبر',
    ],
    and: ' و',
  },
  ru: {
    months: [
      'января',
      'февраля',
      'марта',
      'апреля',
      'мая',
      'июня',
      'июля',
      'августа',
      'сентября',
      'октября',
      'ноября',
      'декабря',
    ],
    and: ' и ',
    of: ' ',
    last: ' г.',
  },
  pt: {
    months: [
      'janeiro',
      'fevereiro',
      'março',
      'abril',
      'maio',
      'junho',
      'julho',
      'agosto',
      'setembro',
      'outubro',
      'novembro',
      'dezembro',
    ],
    and: ' e ',
    of: ' de ',
    last: '',
  },
};

interface Span {
  first: LocalDay;
  last: LocalDay;
}

/**
 * Days as people write them: "2–4 October 2018", "2 and 4 October 2018", "30 September – 2 October
 * 2018", « 1er–3 octobre 2018 ». The texts are ours and not from `Intl`, so that a badge looks the
 * same with every version of the language data.
 *
 * @param days at least one, no duplicates, in any order
 */
export function formatDays(days: readonly LocalDay[], language: KioskLanguage): string {
  const spans = spansOf(days.toSorted());
  const last = spans.at(-1);
  if (last === undefined) return '';
  const texts = spans.map((span, i) => {
    const next = spans[i + 1];
    return formatSpan(span, language, next === undefined ? null : next.first);
  });
  const { and } = dayWords[language];
  return texts.length === 1
    ? (texts[0] ?? '')
    : `${texts.slice(0, -1).join(', ')}${and}${texts.at(-1) ?? ''}`;
}

/** Groups consecutive days. */
function spansOf(sorted: readonly LocalDay[]): Span[] {
  const spans: Span[] = [];
  for (const day of sorted) {
    const span = spans.at(-1);
    if (span !== undefined && dayAfter(span.last) === day) span.last = day;
    else spans.push({ first: day, last: day });
  }
  return spans;
}

function dayAfter(day: LocalDay): LocalDay {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** Omits what the next date repeats: the year, or month and year. */
function formatSpan(span: Span, language: KioskLanguage, next: LocalDay | null): string {
  const end = formatDay(span.last, language, next);
  if (span.first === span.last) return end;
  const start = formatDay(span.first, language, span.last);
  const sameMonth = span.first.slice(0, 7) === span.last.slice(0, 7);
  return sameMonth ? `${start}–${end}` : `${start} – ${end}`;
}

function formatDay(day: LocalDay, language: KioskLanguage, next: LocalDay | null): string {
  const number = Number(day.slice(8, 10));
  const { months, of, last } = dayWords[language];
  const parts = [language === 'fr' && number === 1 ? '1er' : String(number)];
  if (next?.slice(0, 7) !== day.slice(0, 7)) {
    parts.push(months[Number(day.slice(5, 7)) - 1] ?? '');
    if (next?.slice(0, 4) !== day.slice(0, 4)) parts.push(day.slice(0, 4) + last);
  }
  return parts.join(of);
}
