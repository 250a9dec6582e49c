/**
 * Makes an id from a name: ASCII letters and digits with hyphens, as in event files.
 *
 * @param taken the entries whose ids it must differ from
 * @param fallback for a name without any such letter
 */
export function freeId(name: string, taken: readonly { id: string }[], fallback: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  // Leaves room for a number within the max length of an id.
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 36);
  const base = words.replace(/^[^a-z]+|-+$/g, '') || fallback;
  const ids = new Set(taken.map(({ id }) => id));
  let free = base;
  for (let number = 2; ids.has(free); number += 1) free = `${base}-${number}`;
  return free;
}
