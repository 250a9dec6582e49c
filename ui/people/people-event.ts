import type { InLanguages } from '../../domain/base/language.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import type { GroupWord } from '../../domain/event/group-words.ts';

/** The parts of an event that the list of people and one person show. */
export interface PeopleEvent extends InLanguages {
  groupWord: GroupWord;
  delegations: readonly { code: string; retired?: true | undefined }[];
  categories: readonly { id: string; retired?: true | undefined }[];
  extraFields: readonly ExtraField[];
  days: readonly string[];
}

/** Names from the event's file in the page's language. */
export interface EventNames {
  delegation: (code: string) => string;
  category: (id: string) => string;
  checkpoint: (id: string) => string;
  /** What the place of a person is: the group, or the organisation where the event has none. */
  place: GroupWord;
}
