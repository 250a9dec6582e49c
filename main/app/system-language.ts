import { app } from 'electron';
import { type ScreenLanguage, screenLanguageFor } from '../../domain/base/language.ts';

/**
 * The language of this computer's user, as far as the screens have it. Call it once the app is
 * ready.
 */
export function systemLanguage(): ScreenLanguage {
  return screenLanguageFor([...app.getPreferredSystemLanguages(), app.getLocale()]);
}
