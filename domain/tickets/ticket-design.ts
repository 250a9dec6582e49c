import { z } from 'zod';
import { type InLanguages, type KioskLanguage, kioskLanguageSchema } from '../base/language.ts';
import { maxLogoText } from '../roster/picture-size.ts';

/** Max characters of a text: about five lines of an A6 ticket. */
export const maxTicketText = 300;
export const maxLogoLabel = 120;

/** What an organiser adds to the tickets of an event. */
export const ticketDesignSchema = z.strictObject({
  /** PNG in base64. */
  logo: z.base64().min(1).max(maxLogoText).nullable(),
  /** Replaces the logo where an e-mail shows no pictures. Empty: the event's name. */
  logoLabel: z.string().max(maxLogoLabel),
  /** Shown below the person on the ticket, and below the greeting in the e-mail. */
  texts: z.partialRecord(kioskLanguageSchema, z.string().max(maxTicketText)),
});
export type TicketDesign = z.infer<typeof ticketDesignSchema>;

export const plainDesign: TicketDesign = { logo: null, logoLabel: '', texts: {} };

/** The text in a language, else in the first of the event's that has one; empty if none has. */
export function designText(
  { texts }: TicketDesign,
  language: KioskLanguage,
  { languages }: InLanguages,
): string {
  const given = [language, ...languages].map((one) => texts[one]?.trim() ?? '');
  return given.find((text) => text !== '') ?? '';
}
