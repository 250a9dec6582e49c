import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Changes that follow each other faster than this come from a machine: a hand scanner, a paste by keys. People
 * need 60 ms and more from key to key, so what they type is searched for at once.
 */
const machineMilliseconds = 40;

/**
 * The query to ask for: what a person types at once, what a machine types when it pauses. So the letters
 * of a scan, which are taken out of the field again, set off one search and not twenty.
 *
 * @returns the query and the function to be told of each change, with the time stamp of the key that made it
 */
export function useSettledQuery(): [asked: string, change: (query: string, at: number) => void] {
  const [asked, setAsked] = useState('');
  const lastChangeAt = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = useCallback((query: string, at: number): void => {
    // By the keys' own time: a busy page hears of them late, and of several at once.
    const isMachine = at - lastChangeAt.current < machineMilliseconds;
    lastChangeAt.current = at;
    clearTimeout(timer.current);
    const next = query.trim();
    if (isMachine && next !== '') timer.current = setTimeout(setAsked, machineMilliseconds, next);
    else setAsked(next);
  }, []);
  return [asked, change];
}
