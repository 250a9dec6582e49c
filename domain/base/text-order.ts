import type { ScreenLanguage } from './language.ts';

type Order = (a: string, b: string) => number;

/** An Intl.Collator takes up to 1 ms to make, and lists are sorted again after every check-in. */
const made = new Map<string, Order>();

/**
 * The order of texts in a list of that language: by its collation ("Émile" before "Zoé"), numbers
 * by their value ("Desk 2" before "Desk 10"). Total: texts that the collation holds for equal
 * follow by their code units, so that every station and report comes to the same list.
 *
 * This is the one collation of the product: names of people go through domain/roster/name-order.ts,
 * and tools/lint/name-order.mjs refuses any other way of comparing names, in SQL too.
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

/** The order of ids and codes: the same in every language, and on every machine. */
export function compareCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
