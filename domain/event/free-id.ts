/**
 * An id made of a name: letters and digits of ASCII with hyphens, as event files have them.
 *
 * @param taken the entries whose ids it must differ from
 * @param fallback for a name without any such letter
 */
export function freeId(name: string, taken: readonly { id: string }[], fallback: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  // With a number behind it still no longer than an id may be.
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 36);
  const base = words.replace(/^[^a-z]+|-+$/g, '') || fallback;
  const ids = new Set(taken.map(({ id }) => id));
  let free = base;
  for (let number = 2; ids.has(free); number += 1) free = `${base}-${number}`;
  return free;
}
