/** Max dots of a chosen picture: the largest of a camera, 200 MB once decoded. */
export const maxPictureDots = 50_000_000;
/** Max dots of a logo or a stored portrait, 16 MB once decoded. No badge shows more. */
export const maxKeptDots = 4_000_000;
/** Max size of a logo as a PNG, in characters of base64 (about 150 kB). */
export const maxLogoText = 200_000;

/** In dots. */
export interface PictureSize {
  width: number;
  height: number;
}

/** First bytes of every PNG (W3C PNG specification, section 5.2). */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** "IHDR" */
const pngHeader = [0x49, 0x48, 0x44, 0x52];

/**
 * The size that a JPEG or PNG states, read from its header so that no huge picture is decoded. Null
 * for anything else.
 */
export function pictureSize(file: Uint8Array): PictureSize | null {
  if (pngSignature.every((byte, at) => file[at] === byte)) return pngSize(file);
  // Start of image and the first byte of a marker (ITU-T T.81, table B.1).
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return jpegSize(file);
  return null;
}

/** IHDR is the first chunk. Width and height (big-endian) follow its length and type. */
function pngSize(file: Uint8Array): PictureSize | null {
  if (file.length < 24 || !pngHeader.every((byte, at) => file[12 + at] === byte)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return sizeOf(view.getUint32(16), view.getUint32(20));
}

/**
 * Whether a JPEG or PNG has its end marker, whatever follows it. An interrupted download or copy
 * leaves only the beginning of the file.
 */
export function isWholePicture(file: Uint8Array): boolean {
  if (file[0] !== 0xff) return endsWith(file, pngEnd);
  const scan = jpegMarker(file, (marker) => marker === startOfScan);
  if (scan === null) return false;
  // Within the scan each 0xFF of the data is followed by 0x00, so this is the end of the image
  // (T.81, B.1.1.5).
  for (let at = file.indexOf(0xff, scan); at !== -1; at = file.indexOf(0xff, at + 1)) {
    if (file[at + 1] === endOfImage) return true;
  }
  return false;
}

/** The last chunk of every PNG: no data, and its checksum. Some programs write more after it. */
const pngEnd = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const startOfScan = 0xda;
const endOfImage = 0xd9;

function endsWith(file: Uint8Array, ending: readonly number[]): boolean {
  const [first = 0] = ending;
  for (let at = file.lastIndexOf(first); at > 0; at = file.lastIndexOf(first, at - 1)) {
    const start = at;
    if (ending.every((byte, i) => file[start + i] === byte)) return true;
  }
  return false;
}

/** Start of frame: SOF0–15 without DHT, JPG and DAC (T.81, B.2.2). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function jpegSize(file: Uint8Array): PictureSize | null {
  const at = jpegMarker(file, isFrame);
  if (at === null || at + 9 > file.length) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return sizeOf(view.getUint16(at + 7), view.getUint16(at + 5));
}

/** Index of the first such marker of a JPEG; null if there is none before its data. */
function jpegMarker(file: Uint8Array, isSought: (marker: number) => boolean): number | null {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 2;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      // Fill bytes may precede a marker.
      at += 1;
      continue;
    }
    if (isSought(marker)) return at;
    if (marker === startOfScan) return null;
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

function sizeOf(width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}
