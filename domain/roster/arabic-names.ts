/**
 * Arabic script writes only consonants and long vowels, and one name has many Latin spellings:
 * Mohamed, Muhammad, Mehmet. So Arabic names are indexed by their skeleton, the consonants that
 * every Latin spelling keeps. The letters follow ICAO Doc 9303, part 3, section 6 C (XKH = kh, XSH
 * = sh, XDZ = d …), reduced to what Latin spellings distinguish.
 */
const consonants: Readonly<Record<string, string>> = {
  ب: 'b',
  پ: 'b',
  ت: 't',
  ث: 't',
  ج: 'g',
  چ: 'c',
  ح: 'h',
  خ: 'k',
  د: 'd',
  ڈ: 'd',
  ذ: 'd',
  ر: 'r',
  ڑ: 'r',
  ز: 'z',
  ژ: 'g',
  س: 's',
  ش: 'c',
  ص: 's',
  ض: 'd',
  ط: 't',
  ٹ: 't',
  ظ: 'z',
  غ: 'g',
  ف: 'f',
  ڤ: 'f',
  ق: 'k',
  ک: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
  ه: 'h',
  ہ: 'h',
  ھ: 'h',
};

/** Groups of Latin letters that stand for one Arabic letter, and variant letters. */
const latinGroups: ReadonlyArray<readonly [RegExp, string]> = [
  [/sch|tch|sh|ch/g, '1'],
  [/kh|qu|q|c/g, 'k'],
  [/gh|dj|j/g, 'g'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ph|v/g, 'f'],
  [/x/g, 'ks'],
  [/p/g, 'b'],
  [/1/g, 'c'],
];

/**
 * The pairs and triples with which ICAO Doc 9303, part 3, section 6 C writes Arabic letters in the
 * machine readable zone, reduced in the same way. Single letters stay unchanged.
 */
const machineGroups: ReadonlyArray<readonly [RegExp, string]> = [
  [/xtt|xth/g, 't'],
  [/xkh/g, 'k'],
  [/xdh|xdz|xxd/g, 'd'],
  [/xzz/g, 'z'],
  [/xsh/g, 'C'],
  [/xss/g, 's'],
  [/xta|xah|xay|xaa|xae|xe|xi/g, ''],
  [/xh/g, 'h'],
  [/xg|xj/g, 'g'],
  [/xc/g, 'C'],
  [/xnn/g, 'n'],
  [/xrr/g, 'r'],
  [/xxt/g, 't'],
  [/j/g, 'g'],
  [/q/g, 'k'],
  [/p/g, 'b'],
  [/C/g, 'c'],
];

/** Marks skeletons among the other search terms. No one types it by chance. */
const mark = 'ʿ';
const end = 'ʾ';

/** Skeletons of fewer consonants match too much. */
const shortest = 2;
/** Skeletons of fewer consonants match only when complete. */
const minBeginning = 3;

/**
 * The search terms of one part of a name in Arabic script (as {@link foldArabic} returns it): its
 * skeleton, with and without the article.
 */
export function arabicSkeletons(word: string): string[] {
  const whole = skeleton(Array.from(word, (letter) => consonants[letter] ?? '').join(''));
  const bare = word.startsWith('ال') ? whole.slice(1) : whole;
  return [...new Set([whole, bare])]
    .filter((text) => text.length >= shortest)
    .map((text) => mark + text + end);
}

/** The consonant that the l of the article assimilates to, as often written: as-Sabah, an-Nur. */
const sunLetters: Readonly<Record<string, string>> = {
  ت: 't',
  ث: 'th',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ن: 'n',
};

/**
 * The Latin spellings of the article, for a name in Arabic script that begins with it. People who
 * search for "al-Harbi" type the article separately.
 */
export function latinArticles(word: string): string[] {
  if (!/^ال../u.test(word)) return [];
  const sound = sunLetters[word.charAt(2)];
  return sound === undefined ? ['al', 'el'] : ['al', 'el', `a${sound}`, `e${sound}`];
}

/**
 * The skeletons that a Latin spelling (lower case, a–z) may match in Arabic script: as people write
 * it and, if it has an x, as in the machine readable zone of passports. None if it is too short.
 * Those with three consonants or more match as prefixes.
 */
export function skeletonsOfLatin(word: string): string[] {
  const groups = word.includes('x') ? [latinGroups, machineGroups] : [latinGroups];
  return groups.flatMap((ones) => skeletonOfLatin(word, ones) ?? []);
}

function skeletonOfLatin(
  word: string,
  groups: ReadonlyArray<readonly [RegExp, string]>,
): string | null {
  const spelt = groups.reduce((text, [from, to]) => text.replace(from, to), word);
  const text = skeleton(spelt.replace(/[^bcdfghklmnrstz]/g, ''));
  if (text.length < shortest) return null;
  return text.length < minBeginning ? mark + text + end : mark + text;
}

/** Reduces doubled letters to one, and drops a final h: it is silent in Fatimah and Abdullah. */
function skeleton(text: string): string {
  return text.replace(/(.)\1+/g, '$1').replace(/(?<=.)h$/, '');
}

/**
 * Unifies letters with several written forms: no vowel signs or lengthening, one alef, one yeh, one
 * kaf, one heh.
 */
export function foldArabic(word: string): string {
  return word
    .replace(/[\u0610-\u061A\u0640\u064B-\u065F\u0670]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىیئ]/g, 'ي')
    .replace(/ؤ/g, 'و')
    .replace(/ک/g, 'ك')
    .replace(/[ةہۀە]/g, 'ه');
}
