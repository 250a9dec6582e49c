import { z } from 'zod';

/**
 * BCP 47. Every text of the product has these. The words of desk and organiser's page may have
 * further ones of the six (ui/words/further.ts).
 */
export const screenLanguages = ['en', 'fr'] as const;
export const screenLanguageSchema = z.enum(screenLanguages);
export type ScreenLanguage = z.infer<typeof screenLanguageSchema>;

/**
 * The language of the product's own documents, and of the order of lists, where the screens are in
 * `shown`: English where they have it no further than the words of a screen.
 */
export function documentLanguage(shown: KioskLanguage): ScreenLanguage {
  return screenLanguages.find((language) => language === shown) ?? 'en';
}

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

const noText: ScreenText = {
  en: 'It has no text in any language. Add one.',
  fr: 'Il n’a de texte dans aucune langue. Ajoutez-en un.',
};

const languageTwice: ScreenText = {
  en: 'This language is there twice. Remove one.',
  fr: 'Cette langue figure deux fois. Supprimez-en une.',
};

/** A text of an event in at least one language. {@link textIn} shows it. */
export const eventTextSchema = textsOf(z.string().min(1));
export type EventText = z.infer<typeof eventTextSchema>;

/** A text in at least one of the six languages, each with the form of `text`. */
export function textsOf<T extends z.ZodType<string>>(text: T) {
  const each = text.exactOptional();
  return z
    .strictObject({ en: each, fr: each, es: each, ar: each, ru: each, pt: each })
    .refine((texts) => Object.keys(texts).length > 0, { params: { mistake: noText } });
}

/** The languages of an event's texts, in the order in which one stands in for another. */
export const eventLanguagesSchema = z
  .array(kioskLanguageSchema)
  .min(1)
  .superRefine((languages, context) => {
    languages.forEach((language, i) => {
      if (languages.indexOf(language) === i) return;
      context.addIssue({ code: 'custom', path: [i], params: { mistake: languageTwice } });
    });
  });

/** What decides in which language a text is shown where it lacks the one asked for. */
export interface InLanguages {
  languages: readonly KioskLanguage[];
}

/**
 * The language in which a text is shown: the one asked for, else the first of the event's that has
 * it, else any.
 */
export function shownLanguage(
  text: EventText,
  asked: KioskLanguage,
  { languages }: InLanguages,
): KioskLanguage {
  const order = [asked, ...languages, ...kioskLanguages];
  return order.find((language) => text[language] !== undefined) ?? asked;
}

/** The text in the language of {@link shownLanguage}; never empty. */
export function textIn(text: EventText, asked: KioskLanguage, event: InLanguages): string {
  return text[shownLanguage(text, asked, event)] ?? '';
}

/**
 * The language of what is sent or given to a person: theirs if the event has it, else the event's
 * first.
 *
 * @param tag the person's language (BCP 47): "fr-BE" is French
 */
export function personLanguage(tag: string | null, event: InLanguages): KioskLanguage {
  const own = kioskLanguageOf(tag);
  return own !== null && event.languages.includes(own) ? own : firstLanguage(event);
}

/** The language that stands in for all others. */
export function firstLanguage({ languages: [first] }: InLanguages): KioskLanguage {
  return first ?? 'en';
}

/**
 * The languages that a kiosk offers: the event's, in its order, without those that the station
 * leaves out. A station that would leave out all offers all.
 */
export function offeredLanguages(
  chosen: readonly KioskLanguage[],
  { languages }: InLanguages,
): readonly KioskLanguage[] {
  const offered = languages.filter((language) => chosen.includes(language));
  return offered.length > 0 ? offered : languages;
}

/** Whether a person has a language, and the event lacks it. */
export function isOtherLanguage(tag: string | null, { languages }: InLanguages): boolean {
  if (tag === null || tag === '') return false;
  const own = kioskLanguageOf(tag);
  return own === null || !languages.includes(own);
}

/** The languages of badges and papers: the event's first two, or its only one. */
export function paperLanguages({ languages }: InLanguages): readonly KioskLanguage[] {
  return languages.slice(0, 2);
}

/** The text on badges and papers: "Delegate / Délégué", once where both are the same. */
export function onPapers(text: EventText, event: InLanguages): string {
  const words = paperLanguages(event).map((language) => textIn(text, language, event));
  return [...new Set(words)].join(' / ');
}

/** The text as screens show it. */
export function onScreens(text: EventText, event: InLanguages): ScreenText {
  return { en: textIn(text, 'en', event), fr: textIn(text, 'fr', event) };
}

/**
 * The name of a checkpoint or category, from the event's list of them; null if the list lacks it.
 */
export function nameIn(
  entries: readonly { id: string; name: EventText }[],
  id: string | null,
  asked: KioskLanguage,
  event: InLanguages,
): string | null {
  const found = entries.find((entry) => entry.id === id);
  return found === undefined ? null : textIn(found.name, asked, event);
}

/** A text as typed, without the languages that were left blank. */
export function givenTexts(typed: EventText): EventText {
  const given = Object.entries(typed).map(([language, text]) => [language, text.trim()] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== ''));
}

/**
 * Given the name of an entry before and as typed: the texts of that entry to keep. A new name makes
 * those in languages that the event lacks go: they would still say the old one.
 */
export function textsToKeep(
  before: EventText,
  typed: EventText,
  { languages }: InLanguages,
): (texts: EventText) => EventText {
  const isRenamed = languages.some(
    (language) => before[language] !== undefined && before[language] !== typed[language]?.trim(),
  );
  const keeps = isRenamed ? languages : kioskLanguages;
  return (texts) => {
    const given = givenTexts(texts);
    const kept = keeps.flatMap((language) => {
      const text = given[language];
      return text === undefined ? [] : [[language, text] as const];
    });
    return Object.fromEntries(kept);
  };
}

/** Whether a typed text has one in any language. */
export function hasText(typed: EventText): boolean {
  return firstText(givenTexts(typed)) !== '';
}

/** Whether two texts are the same in a language that both have: one room, not two. */
export function isSameText(one: EventText | null, other: EventText | null): boolean {
  if (one === null || other === null) return one === other;
  return kioskLanguages.some(
    (language) => one[language] !== undefined && one[language] === other[language],
  );
}

/** The name of an event in files and papers that are in English. */
export function englishName(event: InLanguages & { name: EventText }): string {
  return textIn(event.name, 'en', event);
}

/** A text where the event's order does not matter: for ids, and for order by name. */
export function firstText(text: EventText): string {
  return textsIn(text)[0] ?? '';
}

/** The text in each language that has it, in the order of the six. */
export function textsIn(text: EventText): string[] {
  return kioskLanguages.flatMap((language) => text[language] ?? []);
}
