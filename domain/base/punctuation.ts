import type { KioskLanguage } from './language.ts';

/** French puts a narrow space that does not break before a colon (U+202F). */
export function colonIn(language: KioskLanguage): string {
  return language === 'fr' ? '\u202f: ' : ': ';
}
