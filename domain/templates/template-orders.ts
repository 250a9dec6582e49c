/** Which name a built-in template sets largest: the printed name as approved, or the given name. */
export const orders = ['protocol', 'informal'] as const;
export type Order = (typeof orders)[number];

/** What the name of a template adds for its order. */
export const orderWords = { protocol: '', informal: ', given name first' };

/** "a6" and "a6-informal". */
export function idOf(base: string, order: Order): string {
  return order === 'protocol' ? base : `${base}-informal`;
}
