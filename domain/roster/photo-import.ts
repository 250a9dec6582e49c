import { z } from 'zod';

/** Max file of a portrait, in bytes. */
export const maxPhotoBytes = 20 * 1024 * 1024;
/** Max width and height in dots of a stored portrait; a badge's is smaller still. */
export const keptPhotoWidth = 600;
export const keptPhotoHeight = 1200;

/** Why a file was not taken. */
export const photoRefusalSchema = z.enum([
  /** More than `maxPhotoBytes`. */
  'too-large',
  /** More than `maxPictureDots`. */
  'too-many-pixels',
  /** Neither JPEG nor PNG whatever its name, or damaged. */
  'not-a-picture',
  /** The system does not allow reading it. */
  'unreadable',
  /** A second file of the same person. */
  'twice',
]);
export type PhotoRefusal = z.infer<typeof photoRefusalSchema>;

/** Where photos are imported from. */
export const photoSourceSchema = z.enum(['folder', 'zip']);
export type PhotoSource = z.infer<typeof photoSourceSchema>;

/** The result of an import of portraits; files are named from their folder or ZIP. */
export const photoImportResultSchema = z.strictObject({
  /** Name of the folder or ZIP, without its parents. */
  source: z.string(),
  /** Files with a name of a picture. */
  files: z.int(),
  taken: z.int(),
  /** How many of these replaced an earlier portrait. */
  replaced: z.int(),
  /** Files whose name is not a registration code of the roster. */
  unknown: z.array(z.string()),
  refused: z.array(z.strictObject({ file: z.string(), reason: photoRefusalSchema })),
  /** Stopped by the operator; portraits taken until then stay. */
  cancelled: z.boolean(),
});
export type PhotoImportResult = z.infer<typeof photoImportResultSchema>;

export const photoImportProgressSchema = z.strictObject({ done: z.int(), total: z.int() });
export type PhotoImportProgress = z.infer<typeof photoImportProgressSchema>;
