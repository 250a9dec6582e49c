/**
 * Latin letters beyond a–z that are more than a letter with a mark. First what people type, then
 * what ICAO Doc 9303, part 3, section 6 A writes in passports, if it differs.
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
 * zone. ICAO Doc 9303, part 3, section 6 A allows NXX for Ñ and UXX for Ü there.
 */
export function withoutMachineForms(word: string): string[] {
  return /[nu]xx/.test(word) ? [word.replace(/([nu])xx/g, '$1')] : [];
}

/** Terms with more ambiguous letters than this get two forms instead of every combination. */
const maxCombined = 3;

/**
 * The forms (a–z, digits) in which people may type a term of Latin letters (lower case, NFC):
 * without diacritics, as in passports, and mixtures. Other characters stay.
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

/**
 * Latin forms of Cyrillic and Greek names, as in passports and as people type them. A person's
 * language is unknown, so a name gets one form per system. There are few systems, and they differ
 * in few letters.
 */

type Table = Readonly<Record<string, string>>;

/** ICAO Doc 9303, part 3, section 6 B, without language exceptions. ь is left out there too. */
const icaoCyrillic: Table = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ѣ: 'ie',
  ѫ: 'u',
  ѵ: 'y',
  ѐ: 'e',
  ђ: 'd',
  ѓ: 'g',
  є: 'ie',
  ѕ: 'dz',
  і: 'i',
  ї: 'i',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ќ: 'k',
  ѝ: 'i',
  ў: 'u',
  џ: 'dz',
  ґ: 'g',
  // Not in the ICAO table; as in the Latin alphabets of these languages, without diacritics.
  ә: 'a',
  ғ: 'g',
  қ: 'q',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
  җ: 'j',
  ӣ: 'i',
  ӯ: 'u',
  ҳ: 'h',
  ҷ: 'j',
};

/** The exceptions of the same ICAO table for single languages. */
const icaoUkrainian: Table = { г: 'h', и: 'y' };
const icaoUkrainianFirst: Table = { й: 'y', є: 'ye', ї: 'yi', ю: 'yu', я: 'ya' };
const icaoSerbian: Table = { г: 'h', ж: 'z', х: 'h', ц: 'c', ч: 'c', ш: 's' };
const icaoMacedonian: Table = { ѓ: 'gj', ќ: 'kj', џ: 'dj', х: 'h', ц: 'c' };
const icaoOthers: Table = { ё: 'io', г: 'h', щ: 'sht' };

/** Not ICAO: common English usage, and Serbian's own Latin alphabet. */
const customary: Table = {
  ё: 'yo',
  й: 'y',
  х: 'kh',
  ъ: '',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  ї: 'yi',
  ә: 'a',
};
/** Serbian's own Latin alphabet, as typed on a keyboard without đ. */
const serbianTyped: Table = { ...icaoSerbian, г: 'g', ђ: 'dj', џ: 'dz' };
/** The Bulgarian transliteration law of 2009. */
const bulgarian: Table = { х: 'h', щ: 'sht', ъ: 'a', ь: 'y', ю: 'yu', я: 'ya', й: 'y' };
const southern: Table = {
  ж: 'z',
  х: 'h',
  ц: 'c',
  ч: 'c',
  ш: 's',
  щ: 'sht',
  ъ: 'a',
  ю: 'yu',
  я: 'ya',
  й: 'y',
};

/** ELOT 743 / ISO 843 transcription, letter by letter, with pairs of letters first. */
const greekPairs: Table = {
  αυ: 'av',
  ευ: 'ev',
  ηυ: 'iv',
  ου: 'ou',
  γγ: 'ng',
  γκ: 'gk',
  γξ: 'nx',
  γχ: 'nch',
  ντ: 'nt',
};
const greek: Table = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};
/** The older way of writing Greek names (Christos, Philippos, Demetrios). */
const classicalGreek: Table = { β: 'b', η: 'e', υ: 'u', φ: 'ph', χ: 'h' };

/**
 * The Latin forms (lower case) of a term in lower-case Cyrillic letters (NFC), the ICAO Doc 9303
 * form first. Characters that are not Cyrillic stay.
 */
export function latinOfCyrillic(word: string): string[] {
  // English spelling: Yelena, Alekseyev, Solovyev.
  const iotated = word.replace(/(^|[аеёиоуыэюяьъ])е/g, '$1йе');
  const forms = [
    replace(word, icaoCyrillic),
    replaceFirst(word, icaoUkrainianFirst, { ...icaoCyrillic, ...icaoUkrainian }),
    replace(word, { ...icaoCyrillic, ...icaoSerbian }),
    replace(word, { ...icaoCyrillic, ...icaoMacedonian }),
    replace(word, { ...icaoCyrillic, ...icaoOthers }),
    replace(word, { ...icaoCyrillic, ...customary }),
    replace(word.replace(/[иы]й$/, 'ы'), { ...icaoCyrillic, ...customary }),
    replace(iotated, { ...icaoCyrillic, ...customary }),
    replace(word.replaceAll('кс', 'x'), icaoCyrillic),
    replace(word, { ...icaoCyrillic, ...serbianTyped }),
    replace(word, { ...icaoCyrillic, ...bulgarian }),
    replace(word, { ...icaoCyrillic, ...southern }),
  ];
  return [...new Set(forms)];
}

/** The Latin forms (lower case) of a term in lower-case Greek letters without accents. */
export function latinOfGreek(word: string): string[] {
  // Before a voiceless consonant or at the end, αυ and ευ are pronounced and written with f.
  const voiceless = word.replace(/([αεη])υ(?=[θκξπστφχψς]|$)/g, '$1φ');
  // μπ is b at the beginning of a name and mp within it.
  const paired = voiceless
    .replace(/^μπ/, 'b')
    .replace(/αυ|ευ|ηυ|ου|γγ|γκ|γξ|γχ|ντ/g, (pair) => greekPairs[pair] ?? pair);
  const forms = [
    replace(paired, greek),
    replace(paired, { ...greek, ...classicalGreek }),
    replace(word.replaceAll('ου', 'ou').replaceAll('μπ', 'b'), { ...greek, χ: 'h' }),
  ];
  return [...new Set(forms)];
}

function replaceFirst(word: string, first: Table, table: Table): string {
  const [letter = ''] = word;
  return replace(letter, { ...table, ...first }) + replace(word.slice(letter.length), table);
}

function replace(word: string, table: Table): string {
  let text = '';
  for (const letter of word) text += table[letter] ?? letter;
  return text;
}
