import { open } from 'node:fs/promises';
import { drawPicture, type PictureOptions } from './ticket-picture.ts';

export interface WebcamSegment extends PictureOptions {
  /** Text of the QR code held into view, or null for an empty picture. */
  text: string | null;
  /** Number of frames, at thirty a second. */
  frames: number;
}

/**
 * Writes a film for Chromium's fake camera (`fakeWebcamArguments`): JPEG pictures of 1280×720, one
 * after the other and nothing else. Chromium plays it at thirty pictures a second, again and again.
 * All frames of a segment are the same picture.
 *
 * Chromium reads a replaced file only when the camera is started the next time.
 */
export async function writeFakeWebcam(
  path: string,
  segments: readonly WebcamSegment[],
): Promise<void> {
  if (!path.endsWith('.mjpeg')) throw new Error('Chromium knows the form of the file by ".mjpeg"');
  const file = await open(path, 'w');
  const pictures = new Map<string, Buffer>();
  try {
    for (const { frames, text, ...options } of segments) {
      const key = JSON.stringify([text, options]);
      const picture = pictures.get(key) ?? (await drawPicture(text, options).encode('jpeg', 85));
      // The empty picture comes again and again.
      if (text === null) pictures.set(key, picture);
      for (let i = 0; i < frames; i += 1) await file.write(picture);
    }
  } finally {
    await file.close();
  }
}

/** Arguments for Chromium or Electron that play the film as the only camera and allow its use. */
export function fakeWebcamArguments(path: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
  ];
}
