import { useCallback, useState } from 'react';
import type { SearchRow } from '../../../preload/contract/check-in.ts';
import type { CallFailure } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { longestQuery, tidyQuery } from './tidy-query.ts';
import { useSettledQuery } from './use-settled-query.ts';

/** As many as anybody reads; more only takes time on the way. */
const limit = 40;

export interface Search {
  query: string;
  /**
   * Takes what was typed or pasted; longer texts are cut, signs that nobody sees are dropped.
   * `at` is the time stamp of the key that did it; now, if left out.
   */
  setQuery: (query: string, at?: number) => void;
  /** True from when a text was cut until the query changes again. */
  cut: boolean;
  rows: readonly SearchRow[];
  /** The query to which the rows belong. */
  answered: string;
  more: boolean;
  /** False while the rows still belong to an earlier query: they are shown but cannot be acted on. */
  current: boolean;
  failure: CallFailure | null;
  /** Position of the chosen row. */
  active: number;
  setActive: (active: number) => void;
}

interface Found {
  query: string;
  rows: readonly SearchRow[];
  more: boolean;
}
const nobody: Found = { query: '', rows: [], more: false };

/** Search as you type. Answers to older queries are dropped; old rows stay visible until the new ones are here. */
export function useSearch(): Search {
  const [query, setQueryNow] = useState('');
  const [cut, setCut] = useState(false);
  const [active, setActive] = useState(0);
  const [last, setLast] = useState<Found>(nobody);
  const [asked, changeAsked] = useSettledQuery();
  const wanted = query.trim();
  const { value, failure } = useAnswer('searchDelegates', [{ query: asked, limit }], {
    when: asked !== '' && wanted !== '',
    renewOn: ['countsChanged', 'stationChanged'],
  });
  if (value !== null && value.rows !== last.rows) setLast({ query: asked, ...value });
  const found = wanted === '' ? nobody : value === null ? last : { query: asked, ...value };
  const setQuery = useCallback(
    (next: string, at = performance.now()) => {
      const tidy = tidyQuery(next);
      setQueryNow(tidy);
      setCut(next.length > longestQuery);
      changeAsked(tidy, at);
      setActive(0);
      if (tidy.trim() === '') setLast(nobody);
    },
    [changeAsked],
  );
  return {
    query,
    setQuery,
    cut,
    rows: found.rows,
    answered: found.query,
    more: found.more,
    current: value !== null && asked === wanted,
    failure: wanted === '' ? null : failure,
    active: Math.min(active, Math.max(0, found.rows.length - 1)),
    setActive,
  };
}
