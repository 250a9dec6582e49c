import type { EventText, KioskLanguage } from '../base/language.ts';
import { type EventEntry, type EventList, entryName, eventLists, inUse } from './event-changes.ts';
import type { EventFile } from './event-file.ts';

/** Where a text of the event is typed: the entry of a list, or null for the event itself. */
type TextPlace = { list: EventList; entry: EventEntry } | null;

/** A text of the event, and the languages of the event that it lacks, in their order. */
export interface MissingText {
  text: EventText;
  languages: KioskLanguage[];
  place: TextPlace;
}

/**
 * The texts that lack a language of the event, in the order of the file. They are shown in another
 * language. Retired entries are left out: no one reads them.
 */
export function missingTexts(event: EventFile): MissingText[] {
  return textsOfEvent(event).flatMap(({ text, place }) => {
    const languages = event.languages.filter((language) => text[language] === undefined);
    return languages.length === 0 ? [] : [{ text, languages, place }];
  });
}

function textsOfEvent(event: EventFile): Pick<MissingText, 'text' | 'place'>[] {
  const own = [event.name, event.place, ...event.consents.map(({ text }) => text)];
  return [
    ...own.map((text) => ({ text, place: null })),
    ...eventLists.flatMap((list) =>
      inUse<EventEntry>(event[list]).flatMap((entry) =>
        textsOfEntry(entry).map((text) => ({ text, place: { list, entry } })),
      ),
    ),
  ];
}

function textsOfEntry(entry: EventEntry): EventText[] {
  const name = entryName(entry);
  if ('choices' in entry) return [name, ...entry.choices.map(({ label }) => label)];
  return 'room' in entry && entry.room !== null ? [name, entry.room] : [name];
}
