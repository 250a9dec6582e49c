import { z } from 'zod';

/** Largest file of a portrait, in bytes. */
export const mostPhotoBytes = 20 * 1024 * 1024;
/** Width and height in dots that a kept portrait has at most; a badge's is smaller still. */
export const keptPhotoWidth = 600;
export const keptPhotoHeight = 1200;

/** Why a file was not taken. */
const photoRefusalSchema = z.enum([
  /** More than `mostPhotoBytes`. */
  'too-large',
  /** More than `maxPictureDots`. */
  'too-many-pixels',
  /** Neither JPEG nor PNG whatever its name says, or damaged. */
  'not-a-picture',
  /** The system does not let it be read. */
  'unreadable',
  /** A second file of the same person. */
  'twice',
]);
export type PhotoRefusal = z.infer<typeof photoRefusalSchema>;

/** What came of an import of portraits; names of files stand without their folder. */
export const photoImportResultSchema = z.strictObject({
  /** Name of the folder without those above it. */
  folder: z.string(),
  /** Files with a name of a picture. */
  files: z.int(),
  taken: z.int(),
  /** Of these, how many took the place of an earlier portrait. */
  replaced: z.int(),
  /** Files whose name is no registration code of the roster. */
  unknown: z.array(z.string()),
  refused: z.array(z.strictObject({ file: z.string(), reason: photoRefusalSchema })),
  /** It was stopped by hand; what was taken until then stays. */
  cancelled: z.boolean(),
});
export type PhotoImportResult = z.infer<typeof photoImportResultSchema>;

export const photoImportProgressSchema = z.strictObject({ done: z.int(), total: z.int() });
export type PhotoImportProgress = z.infer<typeof photoImportProgressSchema>;
