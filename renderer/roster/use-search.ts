import { useCallback, useEffect, useRef, useState } from 'react';
import type { SearchRow } from '../../preload/contract/check-in.ts';
import { useLater } from '../../ui/use-later.ts';
import type { CallFailure } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { maxQueryLength, tidyQuery } from './tidy-query.ts';

/** Nobody reads more rows than this. The store sorts this many, even if fewer are requested. */
const maxRows = 40;
/**
 * Pause in milliseconds before the rows below the fold are requested: longer than most gaps between
 * keys.
 */
const pauseMs = 300;
/** Minimum heights of a row, and of the space above and below the list, in CSS pixels. */
const rowPixels = 56;
const aroundPixels = 260;

/** Rows that a list in this window shows without scrolling, plus one. */
function rowsInView(): number {
  const rows = Math.ceil((window.innerHeight - aroundPixels) / rowPixels) + 1;
  return Math.min(maxRows, Math.max(6, rows));
}

export interface Search {
  query: string;
  /**
   * Takes typed or pasted text; cuts longer texts and removes invisible characters. `at` is the
   * time stamp of the key that caused it; now, if omitted.
   */
  setQuery: (query: string, at?: number) => void;
  /** True from when a text was cut until the query changes again. */
  cut: boolean;
  rows: readonly SearchRow[];
  /** The query to which the rows belong. */
  answered: string;
  /** True if there are others beyond `rows`. */
  more: boolean;
  /** False while only the rows in view were requested, because the operator is still typing. */
  whole: boolean;
  /** False while the rows belong to an earlier query: they are shown but cannot be used. */
  current: boolean;
  failure: CallFailure | null;
  /** Index of the chosen row. */
  active: number;
  setActive: (active: number) => void;
}

interface Found {
  query: string;
  rows: readonly SearchRow[];
  more: boolean;
  whole: boolean;
}
const nobody: Found = { query: '', rows: [], more: false, whole: true };

/**
 * Search as you type. Answers to older queries are dropped; old rows stay visible until the new
 * ones arrive. A key requests only the rows in view, which takes half the time; the rest follow
 * when typing pauses.
 */
export function useSearch(): Search {
  const [query, setQueryNow] = useState('');
  const [cut, setCut] = useState(false);
  const [active, setActive] = useState(0);
  const [last, setLast] = useState<Found>(nobody);
  const [asked, changeAsked] = useSettledQuery();
  const wanted = query.trim();
  const hasRested = useLater(asked, pauseMs) === asked;
  const hasAll = last.query === asked && !last.more;
  const limit = hasRested && !hasAll ? maxRows : rowsInView();
  const { value, failure } = useAnswer('searchDelegates', [{ query: asked, limit }], {
    when: asked !== '' && wanted !== '',
    renewOn: ['countsChanged', 'stationChanged'],
  });
  const answer = value === null ? null : foundOf(asked, value, limit);
  if (answer !== null && answer.rows !== last.rows) setLast(answer);
  const found = wanted === '' ? nobody : (answer ?? last);
  const setQuery = useCallback(
    (next: string, at = performance.now()) => {
      const tidy = tidyQuery(next);
      setQueryNow(tidy);
      setCut(next.length > maxQueryLength);
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
    whole: found.whole,
    // The rows in view can be used while the others are requested.
    current: found.query === asked && asked === wanted,
    failure: wanted === '' ? null : failure,
    active: Math.min(active, Math.max(0, found.rows.length - 1)),
    setActive,
  };
}

function foundOf(
  query: string,
  { rows, more }: { rows: readonly SearchRow[]; more: boolean },
  limit: number,
): Found {
  return { query, rows, more, whole: !more || limit === maxRows };
}

/**
 * Milliseconds between keys: faster changes come from a hand scanner or a paste by keys. People
 * need 60 ms and more between keys, so their input is searched at once.
 */
const machineMilliseconds = 40;

/**
 * The query to request: a person's input at once, a machine's when it pauses. The letters of a
 * scan, which are removed from the field again, thus cause one search instead of twenty.
 *
 * @returns the query and the function to call on each change, with the time stamp of its key
 */
function useSettledQuery(): [asked: string, change: (query: string, at: number) => void] {
  const [asked, setAsked] = useState('');
  const lastChangeAt = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback((query: string, at: number): void => {
    // By the keys' own time stamps, because a busy page receives them late and several at once.
    const isMachine = at - lastChangeAt.current < machineMilliseconds;
    lastChangeAt.current = at;
    clearTimeout(timer.current);
    const next = query.trim();
    if (isMachine && next !== '') timer.current = setTimeout(setAsked, machineMilliseconds, next);
    else setAsked(next);
  }, []);
  return [asked, change];
}
