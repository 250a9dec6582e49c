import { z } from 'zod';
import { pictureSize } from './picture-size.ts';

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

/** Max JPEG of a stored photo, in bytes: 10,000 of them are 600 MB at every desk and door. */
export const maxStoredPhoto = 60 * 1024;

/** The consent, as `consent-recorded` facts name it. */
export const photoConsent = 'badge-photo';

/** A delegate's photo as it stands at a station: a JPEG, or that there is none any more. */
export interface PhotoRecord {
  delegateId: string;
  /** JPEG within {@link isStoredPhoto}, and its SHA-256 in hex; both null for one that was removed. */
  picture: Uint8Array | null;
  sha256: string | null;
  /** UTC milliseconds; the later photo of a delegate replaces the earlier one everywhere. */
  taken: number;
}

/** Whether the first photo of a delegate replaces the second: hub and stations decide alike. */
export function supersedes(
  one: Pick<PhotoRecord, 'taken' | 'sha256'>,
  other: Pick<PhotoRecord, 'taken' | 'sha256'>,
): boolean {
  if (one.taken !== other.taken) return one.taken > other.taken;
  return (one.sha256 ?? '') > (other.sha256 ?? '');
}

/**
 * Whether these bytes may be stored as a photo: a JPEG as desks write it, within its bounds. What
 * another station sends is checked by its header, before anything decodes it.
 */
export function isStoredPhoto(picture: Uint8Array): boolean {
  const isJpeg = picture[0] === 0xff && picture[1] === 0xd8;
  const size = pictureSize(picture);
  if (!isJpeg || size === null || picture.length > maxStoredPhoto) return false;
  return size.width <= keptPhotoWidth && size.height <= keptPhotoHeight;
}
