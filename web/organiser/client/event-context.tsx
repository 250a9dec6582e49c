import { createContext, use, useMemo } from 'react';
import { groupWordOf } from '../../../domain/delegations.ts';
import type { GroupWord } from '../../../domain/event/group-words.ts';
import type { OrganiserEvent } from '../../../domain/organiser/figures.ts';
import { useWords } from '../words.ts';

/** Loaded once after sign-in. */
export const EventContext = createContext<OrganiserEvent | null>(null);

/** Only for components within the event's context. */
export function useEvent(): OrganiserEvent {
  const event = use(EventContext);
  if (event === null) throw new Error('no event');
  return event;
}

/** Names from the event's file, in the page's language; the code or id if the file has none. */
export function useEventNames(): {
  delegation: (code: string) => string;
  category: (id: string) => string;
  checkpoint: (id: string) => string;
  /** What the place of a person is: the group, or the organisation where the event has none. */
  place: GroupWord;
} {
  const { language } = useWords();
  const { delegations, categories, checkpoints, groupWord } = useEvent();
  return useMemo(
    () => ({
      delegation: (code) => delegations.find((one) => one.code === code)?.name[language] ?? code,
      category: (id) => categories.find((one) => one.id === id)?.name[language] ?? id,
      checkpoint: (id) => checkpoints.find((one) => one.id === id)?.name[language] ?? id,
      place: groupWordOf({ delegations, groupWord }),
    }),
    [delegations, categories, checkpoints, groupWord, language],
  );
}
