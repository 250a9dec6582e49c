import { z } from 'zod';

/** The languages in which names of events, delegations and categories are kept: those of the secretariat. */
export const bilingualSchema = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });

/** The languages of the desk's screens (BCP 47). The kiosk will have more. */
export const screenLanguages = ['en', 'fr'] as const;
export const screenLanguageSchema = z.enum(screenLanguages);
export type ScreenLanguage = z.infer<typeof screenLanguageSchema>;
