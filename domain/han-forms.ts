/** The forms in which a Han character can be drawn: simplified and traditional Chinese, Japanese, Korean. */
export type HanForms = 'SC' | 'TC' | 'JP' | 'KR';

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;

/** Codes of delegations (ISO 3166 alpha-2 or alpha-3) whose names take other forms than SC. */
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
 * The forms in which the Han characters of a name are drawn: by the other letters of the name where
 * they tell, else by the delegation. Badge and screen ask here, so that both show the same.
 */
export function hanForms(text: string, delegation: string): HanForms {
  if (kana.test(text)) return 'JP';
  if (hangul.test(text)) return 'KR';
  return formsOf[delegation.toUpperCase()] ?? 'SC';
}
