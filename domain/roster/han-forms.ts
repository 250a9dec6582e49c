/** The forms of a Han character: simplified and traditional Chinese, Japanese, Korean. */
export type HanForms = 'SC' | 'TC' | 'JP' | 'KR';

/** The language tag of each form on a page. The first is the page's default. */
export const hanLanguages: Readonly<Record<HanForms, string>> = {
  SC: 'zh-Hans',
  TC: 'zh-Hant',
  JP: 'ja',
  KR: 'ko',
};

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;

/** Codes of delegations (ISO 3166 alpha-2 or alpha-3) whose names use other forms than SC. */
const formsOf: Readonly<Record<string, HanForms>> = {
  JP: 'JP',
  JPN: 'JP',
  KR: 'KR',
  KOR: 'KR',
  KP: 'KR',
  PRK: 'KR',
  TW: 'TC',
  TWN: 'TC',
  HK: 'TC',
  HKG: 'TC',
  MO: 'TC',
  MAC: 'TC',
};

/**
 * The forms in which the Han characters of a name are drawn: by the other characters of the name
 * where they decide, else by the delegation. Badge and screen both use this and so look the same.
 */
export function hanForms(text: string, delegation: string): HanForms {
  if (kana.test(text)) return 'JP';
  if (hangul.test(text)) return 'KR';
  return formsOf[delegation.toUpperCase()] ?? 'SC';
}

/** The `lang` that selects a name's letter forms; undefined without Han, kana and Hangul. */
export function hanLanguage(name: string, delegation: string): string | undefined {
  return eastAsian.test(name) ? hanLanguages[hanForms(name, delegation)] : undefined;
}
