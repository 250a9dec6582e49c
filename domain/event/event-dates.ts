import type { ScreenLanguage } from '../base/language.ts';
import type { LocalDay } from './event-file.ts';

const months: Readonly<Record<ScreenLanguage, readonly string[]>> = {
  en: [
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
  fr: [
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
export function formatDays(days: readonly LocalDay[], language: ScreenLanguage): string {
  const spans = spansOf(days.toSorted());
  const last = spans.at(-1);
  if (last === undefined) return '';
  const texts = spans.map((span, i) => {
    const next = spans[i + 1];
    return formatSpan(span, language, next === undefined ? null : next.first);
  });
  const and = language === 'en' ? ' and ' : ' et ';
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
function formatSpan(span: Span, language: ScreenLanguage, next: LocalDay | null): string {
  const end = formatDay(span.last, language, next);
  if (span.first === span.last) return end;
  const start = formatDay(span.first, language, span.last);
  const sameMonth = span.first.slice(0, 7) === span.last.slice(0, 7);
  return sameMonth ? `${start}–${end}` : `${start} – ${end}`;
}

function formatDay(day: LocalDay, language: ScreenLanguage, next: LocalDay | null): string {
  const number = Number(day.slice(8, 10));
  const parts = [language === 'fr' && number === 1 ? '1er' : String(number)];
  if (next?.slice(0, 7) !== day.slice(0, 7)) {
    parts.push(months[language][Number(day.slice(5, 7)) - 1] ?? '');
    if (next?.slice(0, 4) !== day.slice(0, 4)) parts.push(day.slice(0, 4));
  }
  return parts.join(' ');
}
