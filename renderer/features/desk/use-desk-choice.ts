import { useEffect } from 'react';
import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import type { Answer } from '../../client/use-answer.ts';
import { useStable } from '../../ui/use-stable.ts';
import { type Search, useSearch } from '../search/use-search.ts';
import { useDesk } from './desk-provider.tsx';
import { isAnswerDue } from './flow.ts';
import { useChosenDetails } from './use-chosen-details.ts';

/** Whom the desk looks at: the chosen one of the search's answer, or the one picked from a list. */
export interface DeskChoice {
  search: Search;
  isSearching: boolean;
  chosenId: string | null;
  chosen: Answer<DelegateDetail>;
  /** Picked from a list of the desk, not by the search. */
  picked: string | null;
  pick: (delegateId: string | null) => void;
  canAct: boolean;
  /** Checks the chosen delegate in and leaves the choice. */
  act: () => void;
  /** Leaves search and choice. */
  clear: () => void;
  /** The same for Escape; false where there is nothing to leave, or an answer is due. */
  close: () => boolean;
}

/** The state of the desk's choice. Each new conversation, and whoever is picked, begins with a clear search. */
export function useDeskChoice(): DeskChoice {
  const { state, flow, picked, pick } = useDesk();
  const search = useSearch();
  const isSearching = search.query.trim() !== '';
  const chosenId = isSearching
    ? ((search.current ? search.rows[search.active]?.id : undefined) ?? null)
    : picked;
  const chosen = useChosenDetails(chosenId, isSearching);
  const { setQuery } = search;

  // What was searched before belongs to another person.
  const conversation = state.kind === 'idle' ? '' : state.key;
  const hasTarget = state.kind === 'asking' && state.target.kind === 'scan';
  useEffect(() => {
    if (conversation !== '' && hasTarget) pick(null);
  }, [conversation, hasTarget, pick]);

  // Whoever is picked is to be seen, and not the search.
  useEffect(() => {
    if (picked !== null) setQuery('');
  }, [picked, setQuery]);

  const clear = useStable((): void => {
    setQuery('');
    pick(null);
  });
  const canAct = chosenId !== null && !isAnswerDue(state);
  const act = useStable((): void => {
    if (chosenId === null || !canAct) return;
    clear();
    void flow.choose(chosenId);
  });
  const close = (): boolean => {
    const isOpen = isSearching || chosenId !== null;
    if (!isOpen || isAnswerDue(state)) return false;
    clear();
    return true;
  };
  return { search, isSearching, chosenId, chosen, picked, pick, canAct, act, clear, close };
}
