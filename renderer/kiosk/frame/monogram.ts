/**
 * Up to four letters for an event without an emblem: the short form if its name has one ("STCE
 * 2018" → "STCE"), else the initials of its longer words ("Forum of Customs" → "FC").
 */
export function monogramOf(name: string): string {
  const parts = name.split(/[^\p{L}\p{M}]+/u).filter((part) => part !== '');
  const short = parts.find((part) => /^\p{Lu}{2,4}$/u.test(part));
  if (short !== undefined) return short;
  const longer = parts.filter((part) => [...part].length > 3);
  const initials = (longer.length > 0 ? longer : parts).map((part) => [...part][0] ?? '');
  return initials.slice(0, 4).join('').toLocaleUpperCase('en');
}
