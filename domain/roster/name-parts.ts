/** Titles and generations that follow a name after a comma. */
const suffix =
  /^(jr|sr|junior|senior|fils|père|i{1,3}|iv|ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?sc|b\.?sc|ll\.?m|mba|esq|dr|prof|obe|cbe|kc|qc)\.?$/i;

/**
 * The parts of a name whose family name stands before a comma ("Dupont, Marie"). Null for any other
 * name, also where a title follows the comma ("Smith, Jr.").
 */
export function partsAtComma(name: string): { familyName: string; givenName: string } | null {
  const [familyName = '', givenName = '', ...more] = name.split(',').map((part) => part.trim());
  if (more.length > 0 || familyName === '' || givenName === '' || suffix.test(givenName)) {
    return null;
  }
  return { familyName, givenName };
}
