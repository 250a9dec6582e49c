import { countPhotos } from '../../db/photos.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type PhotoHandlers = Pick<Handlers, 'getPhotoCount' | 'importPhotos' | 'cancelPhotoImport'>;

/** The calls of the portraits' import. Paths stay in the main process. */
export function photoHandlers(desk: Desk): PhotoHandlers {
  const { context, photos, dialogs, notify } = desk;
  return {
    getPhotoCount: () => countPhotos(context.db, context.event.file.id),
    importPhotos: async () => {
      const folder = await dialogs.choosePhotoFolder();
      if (folder === null) return null;
      return await photos.run(folder, (progress) => notify('photoImportProgress', progress));
    },
    cancelPhotoImport: () => photos.cancel(),
  };
}
