import type { Context } from '../../base/context.ts';
import { createPhotoImport, type PhotoImport } from '../../roster/photos/photo-import.ts';
import { createPhotoThread, type PhotoThread } from '../../roster/photos/photo-thread.ts';
import startPhotoWorker from '../../roster/photos/worker.ts?nodeWorker';

/** The station's photos: from a folder, and one by one at the desk. */
export function createPhotos({ db, event, clock }: Context): {
  photos: PhotoImport;
  photoThread: PhotoThread;
} {
  const photoThread = createPhotoThread(() => startPhotoWorker({}));
  const photos = createPhotoImport({ db, eventId: event.file.id, clock, thread: photoThread });
  return { photos, photoThread };
}
