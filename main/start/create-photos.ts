import { createPhotoImport, type PhotoImport } from '../photos/photo-import.ts';
import startPhotoThread from '../photos/worker.ts?nodeWorker';
import type { Context } from '../use-cases/context.ts';

/** The station's import of portraits, decoded in a thread that lives as long as an import. */
export function createPhotos({ db, event, clock }: Context): PhotoImport {
  return createPhotoImport({
    db,
    eventId: event.file.id,
    clock,
    startWorker: () => startPhotoThread({}),
  });
}
