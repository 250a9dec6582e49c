import { z } from 'zod';
import { photoImportResultSchema } from '../../domain/photo-import.ts';
import { call } from './define.ts';

const supervised = { modes: ['desk'], access: 'supervisor' } as const;

export const photoCalls = {
  /** How many delegates have a portrait. */
  getPhotoCount: call({ input: z.void(), output: z.int(), ...supervised }),
  /** Opens the system's dialog for a folder and takes its portraits; null when it was closed. */
  importPhotos: call({
    input: z.void(),
    output: photoImportResultSchema.nullable(),
    ...supervised,
  }),
  /** What was taken until then stays. */
  cancelPhotoImport: call({ input: z.void(), output: z.void(), ...supervised }),
};
