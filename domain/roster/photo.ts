import { z } from 'zod';
import { pictureSize } from './picture-size.ts';

/** Max size of a portrait file, in bytes. */
export const maxPhotoBytes = 20 * 1024 * 1024;
/** Max width and height in dots of a stored portrait. A badge needs less. */
export const keptPhotoWidth = 600;
export const keptPhotoHeight = 1200;

/** Why a file was refused. */
export const photoRefusalSchema = z.enum([
  /** Larger than `maxPhotoBytes`. */
  'too-large',
  /** More dots than `maxPictureDots`. */
  'too-many-pixels',
  /** Neither JPEG nor PNG, whatever its name, or damaged. */
  'not-a-picture',
  /** The operating system refuses to read it. */
  'unreadable',
  /** A second file for the same person. */
  'twice',
]);
export type PhotoRefusal = z.infer<typeof photoRefusalSchema>;

export const photoSourceSchema = z.enum(['folder', 'zip']);
export type PhotoSource = z.infer<typeof photoSourceSchema>;

/** The result of an import of portraits. File names are relative to their folder or ZIP. */
export const photoImportResultSchema = z.strictObject({
  /** Name of the folder or ZIP, without its parents. */
  source: z.string(),
  /** Number of files named like a picture. */
  files: z.int(),
  taken: z.int(),
  /** How many of the imported portraits replaced an earlier one. */
  replaced: z.int(),
  /** Files whose name is not a registration code of the roster. */
  unknown: z.array(z.string()),
  refused: z.array(z.strictObject({ file: z.string(), reason: photoRefusalSchema })),
  /** Stopped by the operator. Portraits imported until then stay. */
  cancelled: z.boolean(),
});
export type PhotoImportResult = z.infer<typeof photoImportResultSchema>;

export const photoImportProgressSchema = z.strictObject({ done: z.int(), total: z.int() });
export type PhotoImportProgress = z.infer<typeof photoImportProgressSchema>;

/**
 * Max size of a stored photo (JPEG), in bytes: 10,000 of them are 600 MB at every desk and door.
 */
export const maxStoredPhoto = 60 * 1024;

/** The name of the consent in `consent-recorded` facts. */
export const photoConsent = 'badge-photo';

/** A delegate's photo at a station: a JPEG, or the note that it was removed. */
export interface PhotoRecord {
  delegateId: string;
  /** JPEG within {@link isStoredPhoto}, and its SHA-256 in hex; both null for a removed photo. */
  picture: Uint8Array | null;
  sha256: string | null;
  /** UTC milliseconds. The later photo of a delegate replaces the earlier one everywhere. */
  taken: number;
}

/** Whether the first photo of a delegate replaces the second. Hub and stations decide alike. */
export function supersedes(
  one: Pick<PhotoRecord, 'taken' | 'sha256'>,
  other: Pick<PhotoRecord, 'taken' | 'sha256'>,
): boolean {
  if (one.taken !== other.taken) return one.taken > other.taken;
  return (one.sha256 ?? '') > (other.sha256 ?? '');
}

/**
 * Whether these bytes may be stored as a photo: a JPEG like those that desks write, within its
 * limits. A photo from another station is checked by its header before anything decodes it.
 */
export function isStoredPhoto(picture: Uint8Array): boolean {
  const isJpeg = picture[0] === 0xff && picture[1] === 0xd8;
  const size = pictureSize(picture);
  if (!isJpeg || size === null || picture.length > maxStoredPhoto) return false;
  return size.width <= keptPhotoWidth && size.height <= keptPhotoHeight;
}
