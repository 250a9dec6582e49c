import type { ScreenLanguage } from './language.ts';

type Order = (a: string, b: string) => number;

/**
 * Cached: an Intl.Collator takes up to 1 ms to create, and lists are sorted after every check-in.
 */
const made = new Map<string, Order>();

/**
 * Compares texts of a list in a language: by its collation ("Émile" before "Zoé"), and numbers by
 * value ("Desk 2" before "Desk 10"). Texts that the collation treats as equal are ordered by code
 * units, so that every station and report gets the same list.
 *
 * This is the only collation of the product. Names of people go through
 * domain/roster/name-order.ts, and tools/lint/name-order.mjs refuses any other comparison of names,
 * also in SQL.
 *
 * @param options `ignorePunctuation`: spaces and hyphens do not count, as in a table of countries
 */
export function textOrder(
  language: ScreenLanguage,
  { ignorePunctuation = false }: { ignorePunctuation?: boolean } = {},
): Order {
  const key = `${language} ${ignorePunctuation}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const { compare } = new Intl.Collator(language, { numeric: true, ignorePunctuation });
  const order: Order = (a, b) => compare(a, b) || compareCodeUnits(a, b);
  made.set(key, order);
  return order;
}

/** Compares ids and codes: the same order in every language and on every machine. */
export function compareCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
