import { z } from 'zod';

/** The languages of the names of events, delegations and categories: the secretariat's. */
export const bilingualSchema = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });

/** The languages of the desk's screens (BCP 47). */
export const screenLanguages = ['en', 'fr'] as const;
export const screenLanguageSchema = z.enum(screenLanguages);
export type ScreenLanguage = z.infer<typeof screenLanguageSchema>;

/**
 * The first language of a computer that the screens have; English where there is none.
 *
 * @param preferred BCP 47 tags in the order of preference: "fr-CA", "de"
 */
export function screenLanguageFor(preferred: readonly string[]): ScreenLanguage {
  const asked = preferred.map((tag) => tag.toLowerCase().split(/[-_]/, 1)[0]);
  const found = asked.find((one) => screenLanguages.some((known) => known === one));
  return screenLanguages.find((one) => one === found) ?? 'en';
}

/** A text in each of them, which may be empty. */
export const screenTextSchema = z.strictObject({ en: z.string(), fr: z.string() }).readonly();
export type ScreenText = z.infer<typeof screenTextSchema>;

/** The languages of the self-service kiosk (BCP 47), in the order in which they are offered. */
export const kioskLanguages = ['en', 'fr', 'es', 'ar', 'ru', 'pt'] as const;
export const kioskLanguageSchema = z.enum(kioskLanguages);
export type KioskLanguage = z.infer<typeof kioskLanguageSchema>;

/** The kiosk's language for a language tag ("fr-BE" is French); null where it lacks it. */
export function kioskLanguageOf(tag: string | null): KioskLanguage | null {
  const [primary = ''] = (tag ?? '').toLowerCase().split('-');
  return kioskLanguages.find((language) => language === primary) ?? null;
}
