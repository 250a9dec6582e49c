import type { EventFile } from '../../domain/event/event-file.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';

/** The event's present file, validated once for each version. Throws HubProblem `internal`. */
export function createEventReader({ identity }: HubContext): () => EventFile {
  let read: { of: unknown; file: EventFile } | null = null;
  return () => {
    const of = identity.event.file;
    if (read !== null && read.of === of) return read.file;
    const { data: file } = wholeEventFileSchema.safeParse(of);
    if (file === undefined) throw new HubProblem('internal', 'event file');
    read = { of, file };
    return file;
  };
}
