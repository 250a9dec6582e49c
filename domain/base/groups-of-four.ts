/** Splits a code, hash or fingerprint into groups of four, which people compare more easily. */
export function groupsOfFour(text: string): string[] {
  return text.match(/.{1,4}/gu) ?? [];
}
