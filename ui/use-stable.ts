import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A function with a constant identity that calls the latest rendering's function. For events only.
 */
export function useStable<A extends unknown[]>(run: (...args: A) => void): (...args: A) => void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
