import type { LocalDay } from '../domain/event/event-file.ts';

/** The languages in which lists arrive. */
const languages = ['en', 'fr', 'de', 'es', 'pt'] as const;

/** Without accents, capitals or the full stop of a short form. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036F.]/g, '')
    .toLowerCase();
}

/** Long and short names in all the languages, each with its index (from 0). */
function namesOf(part: 'month' | 'weekday', count: number): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of languages) {
    for (const width of ['long', 'short'] as const) {
      const form = new Intl.DateTimeFormat(language, { [part]: width, timeZone: 'UTC' });
      for (let at = 0; at < count; at += 1) {
        // 2 January 2023 was a Monday.
        const date = part === 'month' ? Date.UTC(2023, at, 1) : Date.UTC(2023, 0, 2 + at);
        names.set(plain(form.format(date)), at);
      }
    }
  }
  return names;
}

const months = namesOf('month', 12);
const weekdays = namesOf('weekday', 7);
const anyOf = (names: ReadonlyMap<string, number>): string =>
  `(?:${[...names.keys()].sort((a, b) => b.length - a.length).join('|')})`;

const end = '(?![\\p{L}\\d])';
const weekday = `(?:\\b${anyOf(weekdays)}${end},?\\s+)?(?:le\\s+|the\\s+)?`;
const day = '(\\d{1,2})(?:er|st|nd|rd|th)?';
const month = `(${anyOf(months)})${end}`;
const year = '(?:,?\\s+(?:de\\s+)?(\\d{4})(?!\\d))?';
/** "mardi 2 décembre 2025", "1er déc.", "2 de diciembre", "2nd of December". */
const dayFirst = new RegExp(`${weekday}\\b${day}\\s+(?:de\\s+|of\\s+)?${month}${year}`, 'gu');
/** "Tuesday, December 2, 2025". */
const monthFirst = new RegExp(`${weekday}\\b${month}\\s+${day}${end}${year}`, 'gu');

/**
 * Rewrites each day that is written out in a cell as digits ("2 décembre" → "2025-12-02"). A day
 * without a year is that of the event. If none of `days` has this date, the cell stays unchanged,
 * and the code that reads it rejects it. Cells without a month's name stay unchanged.
 */
export function withDaysInFigures(cell: string, days: readonly LocalDay[]): string {
  const text = plain(cell);
  const figures = (found: string, at: string, name: string, of: string | undefined): string => {
    const number = months.get(name);
    if (number === undefined) return found;
    const date = `${String(number + 1).padStart(2, '0')}-${at.padStart(2, '0')}`;
    if (of !== undefined) return `${of}-${date}`;
    return days.find((one) => one.slice(5) === date) ?? found;
  };
  const read = text
    .replace(dayFirst, (found, at: string, name: string, of?: string) =>
      figures(found, at, name, of),
    )
    .replace(monthFirst, (found, name: string, at: string, of?: string) =>
      figures(found, at, name, of),
    );
  return read === text ? cell : read;
}
