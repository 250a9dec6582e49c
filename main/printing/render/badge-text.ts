import type { BadgeContent } from '../../../domain/badge.ts';
import type { DrawableText, FontBook, FontWeight } from './font-book.ts';

/** Every text of a badge in drawable form. */
export interface BadgeText {
  title: DrawableText;
  printedName: DrawableText;
  nativeName: DrawableText;
  jobTitle: DrawableText;
  delegationName: DrawableText;
  categoryName: DrawableText;
  eventName: DrawableText;
  eventDates: DrawableText;
  serialText: DrawableText;
  attemptMark: DrawableText;
  trainingMark: DrawableText;
}

/** The mark of training in the event's languages. */
const trainingWords = 'TRAINING / FORMATION';

/** Prepares every text and gathers the characters that no font has. */
export function badgeText(
  content: BadgeContent,
  fonts: FontBook,
): { text: BadgeText; missingGlyphs: string[] } {
  const missing = new Set<string>();
  const drawable = (words: string, weight: FontWeight): DrawableText => {
    const prepared = fonts.drawable(words, weight, content.delegation);
    for (const character of prepared.missing) missing.add(character);
    return prepared;
  };
  const text: BadgeText = {
    title: drawable(content.title, 'regular'),
    printedName: drawable(content.printedName, 'bold'),
    nativeName: drawable(sameName(content) ? '' : content.nativeName, 'bold'),
    jobTitle: drawable(content.jobTitle, 'regular'),
    delegationName: drawable(content.delegationName, 'bold'),
    categoryName: drawable(content.categoryName, 'bold'),
    eventName: drawable(content.eventName, 'bold'),
    eventDates: drawable(content.eventDates, 'regular'),
    serialText: drawable(content.serialText, 'bold'),
    attemptMark: drawable(content.attemptMark, 'bold'),
    trainingMark: drawable(content.training ? trainingWords : '', 'bold'),
  };
  return { text, missingGlyphs: [...missing] };
}

/** A second line that only repeats the first says nothing. */
function sameName(content: BadgeContent): boolean {
  const bare = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase('und');
  return bare(content.nativeName) === bare(content.printedName);
}
