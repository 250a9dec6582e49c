import type { KioskLanguage } from '../../../domain/base/language.ts';
import { i18next } from '../index.ts';
import ar from './ar.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import pt from './pt.json';
import ru from './ru.json';

const words: Readonly<Record<KioskLanguage, typeof en>> = { en, fr, es, ar, ru, pt };

for (const [language, resources] of Object.entries(words)) {
  i18next.addResourceBundle(language, 'kiosk', resources);
}

/** Also sets the document's `lang` and direction. */
export function setKioskLanguage(language: KioskLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
