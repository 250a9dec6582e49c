/**
 * Letters that Latin alphabets have besides a–z and that are more than a letter with a mark. First
 * what people type, then what ICAO Doc 9303, part 3, section 6 A writes in passports, if it
 * differs.
 */
const special: Readonly<Record<string, readonly [string, string?]>> = {
  ä: ['a', 'ae'],
  æ: ['ae', 'a'],
  å: ['a', 'aa'],
  ð: ['d', 'dh'],
  đ: ['d', 'dj'],
  ə: ['e', 'a'],
  ħ: ['h'],
  ı: ['i'],
  ĳ: ['ij', 'y'],
  ĸ: ['q', 'k'],
  ł: ['l'],
  ŀ: ['l'],
  ñ: ['n', 'ny'],
  ŋ: ['n', 'ng'],
  ö: ['o', 'oe'],
  ø: ['o', 'oe'],
  œ: ['oe', 'o'],
  ß: ['ss', 's'],
  þ: ['th', 't'],
  ŧ: ['t'],
  ü: ['u', 'ue'],
  ɓ: ['b'],
  ɗ: ['d'],
  ƙ: ['k'],
  ɛ: ['e'],
  ɔ: ['o'],
  ƴ: ['y'],
  ʋ: ['v'],
};

/**
 * Other readings of a search term (a–z) that was typed or read from a passport's machine readable
 * zone: ICAO Doc 9303, part 3, section 6 A lets Ñ be NXX there and Ü UXX.
 */
export function withoutMachineForms(word: string): string[] {
  return /[nu]xx/.test(word) ? [word.replace(/([nu])xx/g, '$1')] : [];
}

/** Terms with more doubtful letters than this get two forms instead of every combination. */
const maxCombined = 3;

/**
 * The forms (a–z, digits) in which a term of Latin letters, lower case and NFC, may be typed:
 * without diacritics, as passports write it, and mixtures. Other characters stay.
 */
export function latinForms(word: string): string[] {
  const choices = Array.from(word, choicesOf);
  const doubtful = choices.filter((choice) => choice.length > 1).length;
  if (doubtful === 0) return [choices.map(([first]) => first).join('')];
  if (doubtful > maxCombined) {
    const form = (place: number) => choices.map((c) => c[place] ?? c[0]).join('');
    return [form(0), form(1)];
  }
  return choices.reduce<string[]>(
    (forms, choice) => forms.flatMap((form) => choice.map((letters) => form + letters)),
    [''],
  );
}

function choicesOf(letter: string): readonly string[] {
  if (letter <= '\u007F') return [letter];
  const known = special[letter];
  if (known !== undefined) return known.filter((form) => form !== undefined);
  const bare = letter.normalize('NFD').replace(/[\u0300-\u036F]/g, '');
  // The rest may itself be special, as in ǿ.
  return [special[bare]?.[0] ?? bare];
}
