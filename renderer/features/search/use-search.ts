import { useCallback, useEffect, useState } from 'react';
import type { SearchRow } from '../../../preload/contract/check-in.ts';
import type { CallFailure } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';

/** Long enough to join the letters of a fast typist, short enough not to be felt. */
const pauseMilliseconds = 40;
const limit = 60;

export interface Search {
  query: string;
  setQuery: (query: string) => void;
  rows: readonly SearchRow[];
  more: boolean;
  /** False while the rows still belong to an earlier query: they are shown but cannot be acted on. */
  current: boolean;
  failure: CallFailure | null;
  /** Position of the chosen row. */
  active: number;
  setActive: (active: number) => void;
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

interface Found {
  rows: readonly SearchRow[];
  more: boolean;
}
const nobody: Found = { rows: [], more: false };

/** Search as you type. Answers to older queries are dropped; old rows stay visible until the new ones are here. */
export function useSearch(): Search {
  const [query, setQueryNow] = useState('');
  const [active, setActive] = useState(0);
  const [last, setLast] = useState<Found>(nobody);
  const wanted = query.trim();
  const asked = usePaused(wanted);
  const { value, failure } = useAnswer('searchDelegates', [{ query: asked, limit }], {
    when: asked !== '' && wanted !== '',
    renewOn: ['countsChanged', 'stationChanged'],
  });
  if (value !== null && value !== last) setLast(value);
  const found = wanted === '' ? nobody : (value ?? last);
  const setQuery = useCallback((next: string) => {
    setQueryNow(next);
    setActive(0);
    if (next.trim() === '') setLast(nobody);
  }, []);
  return {
    query,
    setQuery,
    rows: found.rows,
    more: found.more,
    current: value !== null && asked === wanted,
    failure: wanted === '' ? null : failure,
    active: Math.min(active, Math.max(0, found.rows.length - 1)),
    setActive,
  };
}
