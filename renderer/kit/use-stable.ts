import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that keeps its identity and calls that of the last rendering. For events only. */
export function useStable<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
