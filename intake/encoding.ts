import { isUtf8 } from 'node:buffer';
import { IntakeError } from './intake-error.ts';

/** The encodings in which European offices export tables. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'windows-1252';
/** How a text file was read; a UTF-8 byte order mark is told apart because people ask. */
export type FoundEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';

/** Control characters that no table has: all but tab and line ends. */
export const controlsOfNoText = /(?![\t\n\v\f\r])\p{Cc}/gu;

/** How much text is decoded in one go: cancelling and progress need pauses. Bytes. */
const chunkBytes = 256 * 1024;

/**
 * Finds the encoding: a byte order mark decides; else bytes that are valid UTF-8 throughout are UTF-8;
 * else every second byte zero is UTF-16; else it is Windows-1252, which is what remains in Europe.
 *
 * @throws IntakeError `import-file-unreadable` for UTF-16 in big-endian order, which no office exports
 */
export function findEncoding(bytes: Uint8Array): FoundEncoding {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8-bom';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) throw new IntakeError('import-file-unreadable', 'UTF-16BE');
  if (looksLikeUtf16(bytes)) return 'utf-16le';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Decodes in pieces, without the byte order mark; bytes that mean nothing become U+FFFD. */
export function* decodeText(
  bytes: Uint8Array,
  encoding: FoundEncoding,
  onProgress?: (fraction: number) => void,
): Generator<string> {
  const decoder = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding);
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    onProgress?.(offset / bytes.length);
    const chunk = bytes.subarray(offset, offset + chunkBytes);
    // `stream` matters for Windows-1252 too: without it some releases of Node 20 decode Latin-1.
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Text with NULs or many other control characters is no table, whatever its first bytes say. */
export function looksBinary(text: string): boolean {
  const controls = text.match(controlsOfNoText)?.length ?? 0;
  return text.includes('\0') || controls > text.length / 200;
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Western text in UTF-16LE has a zero in nearly every odd place; no text in a one-byte encoding has any. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const pairs = Math.min(512, Math.floor(bytes.length / 2));
  if (pairs < 4) return false;
  let zeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) return false;
    if (bytes[2 * pair + 1] === 0) zeros += 1;
  }
  return zeros > pairs / 2;
}
