import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import {
  keptPhotoHeight,
  keptPhotoWidth,
  maxPhotoBytes,
  type PhotoRefusal,
} from '../../../domain/roster/photo-import.ts';
import { maxPictureDots } from '../../../domain/roster/picture-size.ts';
import { loadPicture, PictureError } from './load-picture.ts';

/** A portrait as the store keeps it, or why the file was refused. */
export type TakenPhoto =
  | { kind: 'photo'; picture: Uint8Array<ArrayBuffer>; sha256: string }
  | { kind: 'refused'; reason: PhotoRefusal };

/** Quality of the JPEG that is kept (0 to 100): the badge shows one bit per dot. */
const quality = 85;

/** Reads a portrait file and makes it small. Never throws: any problem becomes a refusal. */
export async function takePhoto(path: string): Promise<TakenPhoto> {
  const file = await readSmall(path);
  if ('kind' in file) return file;
  try {
    const image = await loadPicture(file, maxPictureDots);
    const scale = Math.min(1, keptPhotoWidth / image.width, keptPhotoHeight / image.height);
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    const picture = Uint8Array.from(canvas.toBuffer('image/jpeg', quality));
    return { kind: 'photo', picture, sha256: createHash('sha256').update(picture).digest('hex') };
  } catch (error) {
    return refused(error instanceof PictureError ? error.code : 'not-a-picture');
  }
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
