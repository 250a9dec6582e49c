import { hanForms } from '../../domain/roster/han-forms.ts';

/** One name in each supported script, each of one typeface. The doctor and the tests draw them. */
export const scriptSamples: readonly { script: string; typeface: Typeface; name: string }[] = [
  { script: 'Latin', typeface: '', name: 'ÅsaŽižekNguyễn' },
  { script: 'Cyrillic', typeface: '', name: 'ЮлияЇжакевич' },
  { script: 'Greek', typeface: '', name: 'Ελένη' },
  { script: 'Arabic', typeface: 'Arabic', name: 'محمدالأمين' },
  { script: 'Hebrew', typeface: 'Hebrew', name: 'דוד' },
  { script: 'Devanagari', typeface: 'Devanagari', name: 'श्रीअनुराधा' },
  { script: 'Bengali', typeface: 'Bengali', name: 'রহমান' },
  { script: 'Tamil', typeface: 'Tamil', name: 'முருகன்' },
  // With a joiner between the letters, which merges them into one sign.
  { script: 'Sinhala', typeface: 'Sinhala', name: 'ශ්‍රීක්‍රිෂාන්ත' },
  { script: 'Thai', typeface: 'Thai', name: 'สมชาย' },
  { script: 'Lao', typeface: 'Lao', name: 'ສົມພອນ' },
  { script: 'Khmer', typeface: 'Khmer', name: 'សុខា' },
  { script: 'Myanmar', typeface: 'Myanmar', name: 'အောင်' },
  { script: 'Georgian', typeface: 'Georgian', name: 'გიორგი' },
  { script: 'Armenian', typeface: 'Armenian', name: 'Արմեն' },
  { script: 'Ethiopic', typeface: 'Ethiopic', name: 'አበበ' },
  { script: 'Thaana', typeface: 'Thaana', name: 'މުހައްމަދު' },
  { script: 'Tibetan', typeface: 'Tibetan', name: 'བསྟན་འཛིན' },
  { script: 'Mongolian', typeface: 'Mongolian', name: 'ᠪᠠᠲᠤ' },
  { script: 'Han', typeface: 'SC', name: '王小明' },
  { script: 'Han, extension B', typeface: 'JP', name: '𠮷' },
  { script: 'Kana', typeface: 'JP', name: 'さくら' },
  { script: 'Hangul', typeface: 'KR', name: '김민수' },
];

/**
 * The bundled typefaces, by the part of the font file's name after "NotoSans" or "NotoSerif". ''
 * has Latin, Cyrillic and Greek. Badges, papers and screens search them in this order.
 */
export const typefaces = [
  '',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Sinhala',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Georgian',
  'Armenian',
  'Ethiopic',
  'Thaana',
  'Tibetan',
  'Mongolian',
  'SC',
  'TC',
  'JP',
  'KR',
] as const;
export type Typeface = (typeof typefaces)[number];

/** Letters of each typeface that is chosen by script alone (Unicode Script_Extensions property). */
const lettersOf: readonly (readonly [Typeface, RegExp])[] = [
  ['', /[\p{scx=Latin}\p{scx=Cyrillic}\p{scx=Greek}]/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Tamil', /\p{Script=Tamil}/u],
  ['Sinhala', /\p{Script=Sinhala}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Lao', /\p{Script=Lao}/u],
  ['Khmer', /\p{Script=Khmer}/u],
  ['Myanmar', /\p{Script=Myanmar}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Ethiopic', /\p{Script=Ethiopic}/u],
  ['Thaana', /\p{Script=Thaana}/u],
  ['Tibetan', /\p{Script=Tibetan}/u],
  ['Mongolian', /\p{Script=Mongolian}/u],
];

const hanScripts = /[\p{Script=Han}\p{Script=Bopomofo}]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;

/**
 * The typefaces to search for the characters of a text, best first: those of its scripts by number
 * of letters, then all others (for signs of no script).
 *
 * @param delegation code that selects Chinese, Japanese or Korean forms of a character
 */
export function typefaceOrder(text: string, delegation: string): Typeface[] {
  const counts = new Map<Typeface, number>();
  for (const character of text) {
    const typeface = typefaceOfLetter(character, text, delegation);
    if (typeface !== null) counts.set(typeface, (counts.get(typeface) ?? 0) + 1);
  }
  const own = [...counts].sort((a, b) => b[1] - a[1]).map(([typeface]) => typeface);
  return [...new Set<Typeface>([...own, '', ...typefaces])];
}

function typefaceOfLetter(character: string, text: string, delegation: string): Typeface | null {
  if (hangul.test(character)) return 'KR';
  if (kana.test(character)) return 'JP';
  if (hanScripts.test(character)) return hanForms(text, delegation);
  if (!/\p{L}/u.test(character)) return null;
  return lettersOf.find(([, letters]) => letters.test(character))?.[0] ?? null;
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Direction of a paragraph by its first letter (Unicode Bidirectional Algorithm, P2 and P3). */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Whether a character is invisible and only controls the text (joiners, direction, variation). */
export function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Variation_Selector}]/u.test(character);
}
