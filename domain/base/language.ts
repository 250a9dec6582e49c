import { z } from 'zod';

/** The secretariat's languages, for the names of events, delegations and categories. */
export const bilingualSchema = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });

/** BCP 47. The desk's screens have these. */
export const screenLanguages = ['en', 'fr'] as const;
export const screenLanguageSchema = z.enum(screenLanguages);
export type ScreenLanguage = z.infer<typeof screenLanguageSchema>;

/**
 * The first of a computer's languages that the screens offer; English if there is none.
 *
 * @param preferred BCP 47 tags, most preferred first: "fr-CA", "de"
 */
export function screenLanguageFor(preferred: readonly string[]): ScreenLanguage {
  const asked = preferred.map((tag) => tag.toLowerCase().split(/[-_]/, 1)[0]);
  const found = asked.find((one) => screenLanguages.some((known) => known === one));
  return screenLanguages.find((one) => one === found) ?? 'en';
}

/** A text in each screen language. It may be empty. */
export const screenTextSchema = z.strictObject({ en: z.string(), fr: z.string() }).readonly();
export type ScreenText = z.infer<typeof screenTextSchema>;

/** The languages of the self-service kiosk (BCP 47), in the order in which it offers them. */
export const kioskLanguages = ['en', 'fr', 'es', 'ar', 'ru', 'pt'] as const;
export const kioskLanguageSchema = z.enum(kioskLanguages);
export type KioskLanguage = z.infer<typeof kioskLanguageSchema>;

/** The kiosk language for a language tag ("fr-BE" is French); null if the kiosk lacks it. */
export function kioskLanguageOf(tag: string | null): KioskLanguage | null {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return kioskLanguages.find((language) => language === primary) ?? null;
}
