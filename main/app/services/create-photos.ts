import type { Context } from '../../base/context.ts';
import { createPhotoImport, type PhotoImport } from '../../roster/photos/photo-import.ts';
import startPhotoThread from '../../roster/photos/worker.ts?nodeWorker';

/** The station's import of portraits, decoded in a thread that lives as long as an import. */
export function createPhotos({ db, event, clock }: Context): PhotoImport {
  return createPhotoImport({
    db,
    eventId: event.file.id,
    clock,
    startWorker: () => startPhotoThread({}),
  });
}
