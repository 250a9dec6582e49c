import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas';
import {
  keptPhotoHeight,
  keptPhotoWidth,
  maxPhotoBytes,
  maxStoredPhoto,
  type PhotoRefusal,
} from '../../domain/roster/photo.ts';
import { maxPictureDots } from '../../domain/roster/picture-size.ts';
import { loadPicture } from './load-picture.ts';

/** A portrait in the form of the store, or why the file was refused. */
export type TakenPhoto =
  | { kind: 'photo'; picture: Uint8Array<ArrayBuffer>; sha256: string }
  | { kind: 'refused'; reason: PhotoRefusal };

/** JPEG qualities (0 to 100) that are tried until the file is small enough. */
const qualities = [85, 75, 60, 45];

/**
 * Makes a stored photo from a file's path or a picture's bytes. The pixels are redrawn, within
 * `isStoredPhoto`. Never throws: any problem becomes a refusal.
 *
 * @param maxDots width times height
 */
export async function takePhoto(
  source: string | Uint8Array,
  maxDots = maxPictureDots,
): Promise<TakenPhoto> {
  const file = typeof source === 'string' ? await readSmall(source) : source;
  if ('kind' in file) return file;
  if (file.length > maxPhotoBytes) return refused('too-large');
  try {
    const image = await loadPicture(file, maxDots);
    if (typeof image === 'string') return refused(image);
    const picture = smallJpeg(image);
    return { kind: 'photo', picture, sha256: createHash('sha256').update(picture).digest('hex') };
  } catch {
    return refused('not-a-picture');
  }
}

/**
 * The first JPEG that is small enough. Lower quality is better than fewer dots, which a badge
 * needs.
 */
function smallJpeg(image: Image): Uint8Array<ArrayBuffer> {
  const most = Math.min(1, keptPhotoWidth / image.width, keptPhotoHeight / image.height);
  for (let scale = most; ; scale *= 0.75) {
    const canvas = drawn(image, scale);
    for (const quality of qualities) {
      const picture = canvas.toBuffer('image/jpeg', quality);
      if (picture.length <= maxStoredPhoto) return Uint8Array.from(picture);
    }
  }
}

function drawn(image: Image, scale: number): Canvas {
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return canvas;
}

async function readSmall(path: string): Promise<Buffer | TakenPhoto> {
  try {
    const { size } = await stat(path);
    return size > maxPhotoBytes ? refused('too-large') : await readFile(path);
  } catch {
    return refused('unreadable');
  }
}

function refused(reason: PhotoRefusal): TakenPhoto {
  return { kind: 'refused', reason };
}
