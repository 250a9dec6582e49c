import { findHubLink } from '../../../db/ledger/hub-link.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import type { Context } from '../../base/context.ts';
import { createRosterImport, type RosterImport } from '../../roster/import/roster-import.ts';
import startImportThread from '../../roster/import/worker.ts?nodeWorker';
import { createPhotoImport, type PhotoImport } from '../../roster/photos/photo-import.ts';
import { createPhotoThread, type PhotoThread } from '../../roster/photos/photo-thread.ts';
import startPhotoWorker from '../../roster/photos/worker.ts?nodeWorker';
import type { StartedStation } from '../start/start-station.ts';

/** The station's roster imports, each in a thread with its own connection. */
export function createImports(
  context: Context,
  { location, rosterEvent, parts }: Pick<StartedStation, 'location' | 'rosterEvent' | 'parts'>,
  stops: Stops,
): RosterImport {
  const imports = createRosterImport({
    db: context.db,
    location,
    event: rosterEvent,
    eventKeeper: () => {
      if (findHubLink(context.db) !== null) return 'hub';
      return parts.config.event === undefined ? 'here' : 'file';
    },
    clock: context.clock,
    finishEnds: async () => {
      // Not with the start, which has no time for code that only an import needs.
      const { finishEnds } = await import('../../check-in/end-registrations.ts');
      await finishEnds(context);
    },
    book: async (said, operatorId, isCancelled) => {
      const { writeListedBookings } = await import('../../bookings/list-bookings.ts');
      return await writeListedBookings(context, { said, operatorId, isCancelled });
    },
    startWorker: startImportThread,
  });
  stops.defer('roster imports', imports.close);
  return imports;
}

/** The station's photos: from a folder, and one by one at the desk. */
export function createPhotos({ db, event, clock }: Context): {
  photos: PhotoImport;
  photoThread: PhotoThread;
} {
  const photoThread = createPhotoThread(() => startPhotoWorker({}));
  const photos = createPhotoImport({ db, eventId: event.file.id, clock, thread: photoThread });
  return { photos, photoThread };
}
