import type { BadgeContent } from '../../../domain/badges/badge.ts';
import type { TextSource } from '../../../domain/templates/badge-template.ts';
import type { DrawableText, FontBook, FontWeight } from '../../../platform/fonts/font-book.ts';

/** Makes a badge's texts drawable, and remembers the characters that no font has. */
export type Words = ReturnType<typeof openWords>;

export function openWords(fonts: FontBook, delegation: string) {
  const missing = new Set<string>();
  return {
    drawable: (text: string, weight: FontWeight): DrawableText => {
      const prepared = fonts.drawable(text, weight, delegation);
      for (const character of prepared.missing) missing.add(character);
      return prepared;
    },
    /** Characters left out so far, each once. */
    missing: (): string[] => [...missing],
  };
}

export function textOf(
  content: BadgeContent,
  source: TextSource,
  own: { fixed: string; zones: string },
): string {
  switch (source) {
    case 'event':
      return content.eventName;
    case 'dates':
      return content.eventDates;
    case 'category':
      return content.categoryName;
    case 'delegation':
      return content.delegationName;
    case 'title':
      return content.title;
    case 'printedName':
      return content.printedName;
    case 'givenName':
      return content.givenName;
    case 'familyName':
      return content.familyName;
    case 'nativeName':
      return secondName(content);
    case 'jobTitle':
      return content.jobTitle;
    case 'organisation':
      return content.organisation;
    case 'serial':
      return content.serialText;
    case 'zones':
      return own.zones;
    case 'sessions':
      return content.sessions;
    case 'fixed':
      return own.fixed;
    default:
      return content.extra[source.slice('extra.'.length)] ?? '';
  }
}

/** The name in its own script; empty where it only repeats the printed one. */
export function secondName(content: BadgeContent): string {
  return sameName(content.nativeName, content.printedName) ? '' : content.nativeName;
}

/** Whether the names differ only in capitals or composition. */
export function sameName(one: string, other: string): boolean {
  const bare = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase('und');
  return bare(one) === bare(other);
}
