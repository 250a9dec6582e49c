/** "U+13000", because the characters themselves cannot be drawn. */
export function codesOf(characters: readonly string[]): string {
  return characters
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
