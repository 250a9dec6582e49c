import type { Delegate } from '../../domain/delegate.ts';
import { sampleDelegate } from './sample-event.ts';

/** So many confirmed people of the sample event, with ids that are the same each time. */
export function roster(count: number): Delegate[] {
  return Array.from({ length: count }, (_, i) =>
    sampleDelegate({
      id: `00000000-0000-4000-9000-${(i + 1).toString(16).padStart(12, '0')}`,
      registrationCode: `T18-${String(i + 1).padStart(5, '0')}`,
    }),
  );
}
