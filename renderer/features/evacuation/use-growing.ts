import { startTransition, useEffect, useState } from 'react';
import type { EvacuationZone } from '../../../preload/contract/evacuation.ts';

/** So many fill the largest screen several times over, and are drawn in a moment on the slowest machine. */
const atOnce = 240;

/** How many of so many lines to draw: a screenful at once, the rest frame by frame, so that nobody waits for the end of a long list. */
export function useGrowing(total: number): number {
  const [count, setCount] = useState(atOnce);
  useEffect(() => {
    if (count >= total) return;
    const frame = requestAnimationFrame(() =>
      startTransition(() => setCount((drawn) => drawn + atOnce)),
    );
    return () => cancelAnimationFrame(frame);
  }, [count, total]);
  return count;
}

/** How many of each zone's people to draw, where so many are drawn in all. */
export function drawnOf(zones: readonly EvacuationZone[], count: number): number[] {
  let left = count;
  return zones.map(({ people }) => {
    const drawn = Math.max(0, Math.min(left, people.length));
    left -= people.length;
    return drawn;
  });
}
