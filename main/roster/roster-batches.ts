import { everyDelegate } from '../../db/roster/roster.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { Context } from '../base/context.ts';

/** The station's roster in batches, to be sent to a hub that has none yet. */
export function* rosterBatches(
  context: Context,
  size: number,
): Generator<Delegate[], void, undefined> {
  let batch: Delegate[] = [];
  for (const delegate of everyDelegate(context.db, context.event.file.id)) {
    batch.push(delegate);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
