import type { KioskLanguage } from './language.ts';

/** French puts a narrow no-break space (U+202F) before a colon. */
export function colonIn(language: KioskLanguage): string {
  return language === 'fr' ? '\u202f: ' : ': ';
}
