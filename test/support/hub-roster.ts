import type { Delegate } from '../../domain/delegate.ts';
import { numberedDelegate } from './sample-event.ts';

export function roster(count: number): Delegate[] {
  return Array.from({ length: count }, (_, i) => numberedDelegate(i + 1));
}
