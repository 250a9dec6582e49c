/** Max dots of a chosen picture: a camera's largest, 200 MB once decoded. */
export const maxPictureDots = 50_000_000;
/** Max dots of a logo or a stored portrait, 16 MB once decoded: no badge shows more of one. */
export const maxKeptDots = 4_000_000;
/** Max size of a logo as a PNG, in characters of base64 (about 150 kB). */
export const maxLogoText = 200_000;

/** Width and height of a picture in dots. */
export interface PictureSize {
  width: number;
  height: number;
}

/** First bytes of every PNG (W3C PNG specification, section 5.2). */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** "IHDR" */
const pngHeader = [0x49, 0x48, 0x44, 0x52];

/**
 * The size that a JPEG or PNG states, read from its first bytes so that nothing enormous is
 * decoded; null for anything else.
 */
export function pictureSize(file: Uint8Array): PictureSize | null {
  if (pngSignature.every((byte, at) => file[at] === byte)) return pngSize(file);
  // Start of image and the first byte of a marker (ITU-T T.81, table B.1).
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return jpegSize(file);
  return null;
}

/** IHDR is the first chunk: width and height are big-endian after its length and type. */
function pngSize(file: Uint8Array): PictureSize | null {
  if (file.length < 24 || !pngHeader.every((byte, at) => file[12 + at] === byte)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return sizeOf(view.getUint32(16), view.getUint32(20));
}

/** Walks between markers to a start of frame (SOF0–15 without DHT, JPG and DAC; T.81, B.2.2). */
function jpegSize(file: Uint8Array): PictureSize | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 2;
  while (at + 9 < file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      // Fill bytes may precede a marker.
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sizeOf(view.getUint16(at + 7), view.getUint16(at + 5));
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

function sizeOf(width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}
