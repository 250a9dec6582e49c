import type { EventText, KioskLanguage } from '../base/language.ts';
import { entryName, eventLists, inUse } from './event-changes.ts';
import type { EventFile } from './event-file.ts';

/** A text of the event, and the languages of the event that it lacks, in their order. */
export interface MissingText {
  text: EventText;
  languages: KioskLanguage[];
}

/**
 * The texts that lack a language of the event, in the order of the file. They are shown in another
 * language. Retired entries are left out: no one reads them.
 */
export function missingTexts(event: EventFile): MissingText[] {
  return textsOfEvent(event).flatMap((text) => {
    const languages = event.languages.filter((language) => text[language] === undefined);
    return languages.length === 0 ? [] : [{ text, languages }];
  });
}

function textsOfEvent(event: EventFile): EventText[] {
  return [
    event.name,
    event.place,
    ...eventLists.flatMap((list) =>
      inUse<EventFile[typeof list][number]>(event[list]).map(entryName),
    ),
    ...inUse(event.checkpoints).flatMap(({ room }) => room ?? []),
    ...inUse(event.extraFields).flatMap(({ choices }) => choices.map(({ label }) => label)),
    ...event.consents.map(({ text }) => text),
  ];
}
