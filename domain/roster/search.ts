import { arabicSkeletons, foldArabic, latinArticles, skeletonsOfLatin } from './arabic-names.ts';
import { latinOfEastAsian } from './east-asian-surnames.ts';
import { latinForms, latinOfCyrillic, latinOfGreek, withoutMachineForms } from './latin-forms.ts';
import { isFamilyFirstScript } from './name-order.ts';

/**
 * Latin forms of Georgian and Armenian terms: letter by letter, by the national systems of
 * romanisation (Georgia 2002; BGN/PCGN for Armenian) without the apostrophes of aspirated letters.
 * ICAO Doc 9303 has no table for these scripts; passports follow the same systems.
 */

const georgian: Readonly<Record<string, string>> = {
  ა: 'a',
  ბ: 'b',
  გ: 'g',
  დ: 'd',
  ე: 'e',
  ვ: 'v',
  ზ: 'z',
  თ: 't',
  ი: 'i',
  კ: 'k',
  ლ: 'l',
  მ: 'm',
  ნ: 'n',
  ო: 'o',
  პ: 'p',
  ჟ: 'zh',
  რ: 'r',
  ს: 's',
  ტ: 't',
  უ: 'u',
  ფ: 'p',
  ქ: 'k',
  ღ: 'gh',
  ყ: 'q',
  შ: 'sh',
  ჩ: 'ch',
  ც: 'ts',
  ძ: 'dz',
  წ: 'ts',
  ჭ: 'ch',
  ხ: 'kh',
  ჯ: 'j',
  ჰ: 'h',
};

const armenian: Readonly<Record<string, string>> = {
  ա: 'a',
  բ: 'b',
  գ: 'g',
  դ: 'd',
  ե: 'e',
  զ: 'z',
  է: 'e',
  ը: 'y',
  թ: 't',
  ժ: 'zh',
  ի: 'i',
  լ: 'l',
  խ: 'kh',
  ծ: 'ts',
  կ: 'k',
  հ: 'h',
  ձ: 'dz',
  ղ: 'gh',
  ճ: 'ch',
  մ: 'm',
  յ: 'y',
  ն: 'n',
  շ: 'sh',
  ո: 'o',
  չ: 'ch',
  պ: 'p',
  ջ: 'j',
  ռ: 'r',
  ս: 's',
  վ: 'v',
  տ: 't',
  ր: 'r',
  ց: 'ts',
  ւ: 'v',
  փ: 'p',
  ք: 'k',
  և: 'ev',
  օ: 'o',
  ֆ: 'f',
};

function latinOfGeorgian(word: string): string[] {
  return [spell(word, georgian)];
}

/** Latin forms (lower case) of a lower-case Armenian term, with and without initial ye and vo. */
function latinOfArmenian(word: string): string[] {
  const paired = word.replaceAll('ու', 'u').replaceAll('եւ', 'ev');
  const plain = spell(paired, armenian);
  return [plain, spell(paired.replace(/^ե/, 'ye').replace(/^ո/, 'vo'), armenian)];
}

function spell(word: string, table: Readonly<Record<string, string>>): string {
  return Array.from(word, (letter) => table[letter] ?? letter).join('');
}

/**
 * Search terms. Delegates are indexed, and queries are parsed, in the same folded form. A query
 * finds a delegate if each of its terms has a form that is a prefix of an indexed term. Indexed
 * terms contain no white space, and are lower case where the script has cases.
 */

/** Cache of forms: terms repeat within a roster (administrations, given names). */
const knownForms = new Map<string, readonly string[]>();
const maxKnown = 50_000;

/** A text with more terms than this is not a name. The rest is not indexed. */
const maxWords = 60;
/** Max terms of a query that are used. More would not narrow the result. */
const maxQueryWords = 8;

/** Apostrophes and the letters used as such: O’Brien, Sa‘ad, N'Diaye. */
const apostrophes = /['’‘`´ʹʺʻʼʽʾʿˈ＇׳]/g;
const anyApostrophe = new RegExp(apostrophes.source);
const anyHyphen = /[-‐‑–·]/;
const notWord = /[^\p{L}\p{M}\p{N}]+/u;
const notWords = new RegExp(notWord.source, 'gu');
/** The same for ASCII texts, three times as fast. */
const notAsciiWord = /[^a-z0-9]+/;
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * The terms to index for some texts of one delegate (names, administration, codes), without
 * duplicates:
 *
 * - every term in all its forms: without diacritics, in the ICAO 9303 forms, in its own script, and
 *   in Latin letters if it is Cyrillic, Greek, Georgian, Armenian or Arabic, or begins with a
 *   common Chinese or Korean family name;
 * - short terms also joined to the next ("O Brien", "de la Cruz", "Al Harbi"), and terms with
 *   apostrophe or hyphen as a whole and in parts;
 * - numbers also without leading zeros, and Arabic names written as one word also without the
 *   article;
 * - names without spaces (Chinese, Japanese, Korean) from each character on.
 */
export function searchWords(texts: Iterable<string>): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    if (text !== '') indexText(fold(text), words);
  }
  return [...words];
}

/**
 * The terms of a query, each with its forms: one of them must be a prefix of an indexed term. At
 * most eight terms; none for an empty query.
 */
export function queryWords(query: string): string[][] {
  const words = fold(query)
    .replace(apostrophes, '')
    .split(notWord)
    .filter((word) => word !== '')
    .slice(0, maxQueryWords);
  return [...new Set(words)].map((word) => {
    const isLatin = /^[a-z]+$/.test(word);
    const skeletons = isLatin ? skeletonsOfLatin(word) : [];
    const machine = isLatin ? withoutMachineForms(word) : [];
    return [...formsOf(word), ...machine, ...skeletons];
  });
}

/**
 * All search terms of one displayed term, without those joined with its neighbours. A form of
 * {@link queryWords} finds the term if it is a prefix of one of these.
 */
export function wordForms(word: string): string[] {
  const words = new Set<string>();
  indexWord(fold(word).replace(apostrophes, ''), words);
  return [...words];
}

function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 127) return false;
  }
  return true;
}

function indexText(text: string, words: Set<string>): void {
  const hasApostrophe = anyApostrophe.test(text);
  const whole = hasApostrophe ? text.replace(apostrophes, '') : text;
  const parts = split(whole);
  for (const part of parts) indexWord(part, words);
  joinShortWords(parts, words);
  if (hasApostrophe) {
    for (const part of split(text.replace(apostrophes, ' '))) indexWord(part, words);
  }
  if (anyHyphen.test(whole)) {
    for (const compound of whole.split(/\s+/, maxWords)) {
      if (anyHyphen.test(compound)) indexWord(compound.replace(notWords, ''), words);
    }
  }
}

function split(text: string): string[] {
  return text.split(isAscii(text) ? notAsciiWord : notWord, maxWords);
}

/** Parts of up to three letters (particles, initials) are sometimes written together. */
function joinShortWords(parts: readonly string[], words: Set<string>): void {
  for (let i = 0; i + 1 < parts.length; i += 1) {
    let joined = parts[i] ?? '';
    if (joined === '' || joined.length > 3) continue;
    for (let next = i + 1; next < parts.length && next <= i + 2; next += 1) {
      const part = parts[next] ?? '';
      joined += part;
      indexWord(joined, words);
      if (part.length > 3) break;
    }
  }
}

function indexWord(word: string, words: Set<string>): void {
  if (word === '') return;
  for (const form of formsOf(word)) {
    words.add(form);
    addShortened(form, words);
  }
  if (word.charCodeAt(0) < 0x600) return;
  if (unspaced.test(word)) {
    const characters = Array.from(word);
    for (const i of characters.keys()) words.add(characters.slice(i).join(''));
  } else if (/^\p{Script=Arabic}/u.test(word)) {
    for (const form of arabicForms(word)) words.add(form);
  }
}

const unspaced =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,10}$/u;

/**
 * Adds a number without its leading zeros, or an Arabic name in Latin letters without its article.
 */
function addShortened(form: string, words: Set<string>): void {
  if (form.startsWith('0')) words.add(form.replace(/^0+(?=\d)/, ''));
  else if (form.charAt(1) === 'l' && /^[ae]l[a-z]{4,}$/.test(form)) words.add(form.slice(2));
}

/** The skeletons, and the term without its article. */
function arabicForms(word: string): string[] {
  const folded = foldArabic(word);
  const skeletons = [...arabicSkeletons(folded), ...latinArticles(folded)];
  return /^ال..../u.test(folded) ? [...skeletons, folded.slice(2)] : skeletons;
}

/** The forms of one folded term, both for the index and for queries. */
function formsOf(word: string): readonly string[] {
  if (isAscii(word)) return [word];
  const known = knownForms.get(word);
  if (known !== undefined) return known;
  if (knownForms.size >= maxKnown) knownForms.clear();
  const forms = [...new Set(makeForms(word))].filter((form) => form !== '');
  knownForms.set(word, forms);
  return forms;
}

function makeForms(word: string): string[] {
  if (/\p{Script=Cyrillic}/u.test(word)) {
    const own = word.replace(/ё/g, 'е').replace(/[\u0300-\u0305\u0307\u0309-\u036F]/g, '');
    return [own, ...latinOfCyrillic(word)];
  }
  if (/\p{Script=Greek}/u.test(word)) {
    const own = word
      .normalize('NFD')
      .replace(/[\u0300-\u036F]/g, '')
      .replace(/ς/g, 'σ');
    return [own, ...latinOfGreek(own)];
  }
  if (/\p{Script=Arabic}/u.test(word)) return [foldArabic(word)];
  if (/\p{Script=Georgian}/u.test(word)) return [word, ...latinOfGeorgian(word)];
  if (/\p{Script=Armenian}/u.test(word)) {
    const own = word.replaceAll('եւ', 'և');
    return [own, ...latinOfArmenian(own)];
  }
  if (/\p{Script=Hebrew}/u.test(word)) return [word.replace(/[\u0591-\u05C7]/g, '')];
  if (/\p{Script=Latin}/u.test(word)) return latinForms(word);
  if (isFamilyFirstScript(word)) return [word, ...latinOfEastAsian(word)];
  return [word];
}
