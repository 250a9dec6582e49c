import { keptPhotoHeight, keptPhotoWidth } from './photo-import.ts';
import { pictureSize } from './picture-size.ts';

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
