import type { Delegate } from '../../domain/delegate.ts';
import { numberedDelegate } from './sample-event.ts';

/** So many confirmed people of the sample event. */
export function roster(count: number): Delegate[] {
  return Array.from({ length: count }, (_, i) => numberedDelegate(i + 1));
}
