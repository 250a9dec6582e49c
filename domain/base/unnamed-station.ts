import type { ScreenLanguage } from './language.ts';

const label = { en: 'Unnamed station', fr: 'Poste sans nom' } as const;

/**
 * The label of a station whose name has not arrived: "Unnamed station 4127". The number is derived
 * from the id alone, so that every desk, report and hub shows the same.
 */
export function unnamedStation(id: string, language: ScreenLanguage): string {
  let number = 0;
  for (const letter of id) number = (number * 31 + (letter.codePointAt(0) ?? 0)) % 9_000;
  return `${label[language]} ${1_000 + number}`;
}
