import type { EventFile, LocalDay } from '../domain/event-file.ts';
import { normalText } from './normal-text.ts';
import { type CellParser, remembered, wordParser } from './parse-value.ts';
import { everyDayWords } from './value-words.ts';

/** A category by its id or by its word in English or French, the feminine form too. */
export function categoryParser(event: Pick<EventFile, 'categories'>): CellParser<string> {
  const words = new Map<string, string>();
  for (const category of event.categories) {
    for (const word of [category.name.en, category.name.fr, category.feminineFr ?? '']) {
      words.set(normalText(word), category.id);
    }
  }
  // Ids last: they win where a word of another category happens to be spelt alike.
  for (const category of event.categories) words.set(normalText(category.id), category.id);
  words.delete('');
  return wordParser(words, { empty: undefined, reject: 'unknown-category' });
}

/** A delegation by its code in the secretariat's table or by its name there, English or French. */
export function delegationParser(event: Pick<EventFile, 'delegations'>): CellParser<string> {
  const words = new Map<string, string>();
  for (const { code, name } of event.delegations) {
    words.set(normalText(name.en), code);
    words.set(normalText(name.fr), code);
  }
  for (const { code } of event.delegations) words.set(normalText(code), code);
  const parse = wordParser(words, { empty: undefined, reject: 'unknown-delegation' });
  return (cell) => (cell === '' ? { reject: 'no-delegation' } : parse(cell));
}

/**
 * A list of days, each as `2018-10-02`, `02/10/2018`, `2.10.2018` or `2-10-2018` (day before month,
 * as Europe writes); separated by comma, semicolon, bar, line or blank. An empty cell and "all days" mean every day.
 */
export function daysParser(event: Pick<EventFile, 'days'>): CellParser<LocalDay[] | null> {
  const known = new Set(event.days);
  const everyDay = new Set(everyDayWords.split(', '));
  return remembered((cell) => {
    if (cell === '' || everyDay.has(normalText(cell))) return { value: null };
    const days = new Set<LocalDay>();
    for (const text of cell.replace(/T?\b00:00(?::00)?\b/g, ' ').split(/[\s,;|&+]+/)) {
      if (text === '' || /^(and|et|und|y)$/i.test(text)) continue;
      const day = dayOf(text);
      if (day === null || !known.has(day)) return { reject: 'unknown-day' };
      days.add(day);
    }
    if (days.size === 0) return { reject: 'unknown-day' };
    return { value: [...days].sort() };
  });
}

function dayOf(text: string): LocalDay | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return text;
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
