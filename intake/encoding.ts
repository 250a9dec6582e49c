import { isAscii, isUtf8 } from 'node:buffer';
import {
  type EncodingReading,
  type TextEncoding,
  textEncodings,
} from '../domain/roster/roster-import.ts';
import { IntakeError } from './intake-error.ts';

/**
 * How a text file was decoded. A UTF-8 byte order mark is listed separately, because people ask
 * about it.
 */
export type FoundEncoding = TextEncoding | 'utf-8-bom';

/** An encoding, and how others would decode the same bytes if it is not certain. */
export interface EncodingGuess {
  encoding: FoundEncoding;
  /** Likeliest first; empty if the encoding is certain. */
  readings: EncodingReading[];
}

/** Control characters that no table contains: all but tab and line ends. */
export const controlsOfNoText = /(?![\t\n\v\f\r])\p{Cc}/gu;

/** Bytes decoded at once. Cancelling and progress need pauses. */
const chunkBytes = 256 * 1024;

/** Max lines to compare to find the encoding, and max lines and readings to show. */
const linesToTry = 200;
const linesToShow = 4;
const readingsToShow = 5;
/** Max line of a reading, in UTF-16 units, and max part decoded for it, in bytes. */
const maxReadingLength = 72;
const maxPart = 4_096;

/**
 * Finds the encoding. A byte order mark, zeros in every second byte (UTF-16) and valid UTF-8
 * throughout are certain. Anything else is a guess, returned with the lines that differ.
 *
 * @throws IntakeError `import-file-unreadable` for UTF-16 in big-endian order, which no office
 * program exports
 */
export function findEncoding(bytes: Uint8Array): EncodingGuess {
  const certain = (encoding: FoundEncoding): EncodingGuess => ({ encoding, readings: [] });
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return certain('utf-8-bom');
  if (startsWith(bytes, 0xff, 0xfe)) return certain('utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) throw new IntakeError('import-file-unreadable', 'UTF-16BE');
  if (looksLikeUtf16(bytes)) return certain('utf-16le');
  if (isUtf8(bytes)) return certain('utf-8');
  const readings = readingsOf(bytes);
  return { encoding: readings[0]?.encoding ?? 'windows-1252', readings };
}

interface OddLine {
  line: number;
  bytes: Uint8Array;
  isUtf8: boolean;
}

function readingsOf(bytes: Uint8Array): EncodingReading[] {
  const lines = oddLines(bytes);
  // Even one letter of UTF-8 seldom occurs by chance, so a file with some is a UTF-8 file.
  const isMostlyUtf8 = lines.some((line) => line.isUtf8);
  const known = new Set<string>();
  const readings = textEncodings
    .filter((encoding) => (encoding === 'utf-8' ? isMostlyUtf8 : encoding !== 'utf-16le'))
    .map((encoding) => {
      const texts = lines.map((line) => new TextDecoder(encoding).decode(line.bytes));
      return { encoding, texts, oddness: encoding === 'utf-8' ? -1 : oddnessOf(texts) };
    })
    .sort((a, b) => a.oddness - b.oddness)
    .filter(({ texts }) => known.size < known.add(texts.join('\n')).size)
    .slice(0, readingsToShow);
  const shown = telling(lines, (index) => new Set(readings.map(({ texts }) => texts[index])).size);
  return readings.map(({ encoding, texts }) => ({
    encoding,
    lines: shown.map((index) => ({
      line: lines[index]?.line ?? 0,
      text: aroundOddity(texts[index] ?? ''),
    })),
  }));
}

/**
 * Indices of the lines to show: those that differ most, at least one of them in UTF-8 if any is.
 */
function telling(lines: readonly OddLine[], differences: (index: number) => number): number[] {
  const ranked = [...lines.keys()]
    .filter((index) => differences(index) > 1)
    .sort((a, b) => differences(b) - differences(a));
  const wrong = ranked.filter((index) => lines[index]?.isUtf8 === false).slice(0, linesToShow - 1);
  const right = ranked.filter((index) => lines[index]?.isUtf8 === true);
  return [...wrong, ...right.slice(0, linesToShow - wrong.length)].sort((a, b) => a - b);
}

/** The part of a line around its first letter that is not ASCII. */
function aroundOddity(text: string): string {
  const start = Math.max(0, text.search(/\P{ASCII}/u) - maxReadingLength / 2);
  const end = start + maxReadingLength;
  const part = text.slice(start, end).trim();
  return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`;
}

/** The first lines that are not ASCII. UTF-8 lines never crowd out the others. */
function oddLines(bytes: Uint8Array): OddLine[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: OddLine[] = [];
  let others = 0;
  for (let start = 0, line = 1; start < all.length && found.length < linesToTry; line += 1) {
    const lineEnd = all.indexOf(0x0a, start);
    const end = lineEnd < 0 ? all.length : lineEnd;
    const content = all.subarray(start, end);
    start = end + 1;
    if (isAscii(content)) continue;
    const from = Math.max(0, content.findIndex((byte) => byte > 0x7f) - maxReadingLength);
    // Limits the part of a line: a file of one endless line is decoded nine times.
    const part = content.subarray(from, from + maxPart);
    const odd = { line, bytes: part, isUtf8: isUtf8(content) };
    if (odd.isUtf8) others += 1;
    if (!odd.isUtf8 || others <= linesToTry / 2) found.push(odd);
  }
  return found;
}

/**
 * What no name contains: signs and bytes without a meaning, letters of two scripts in one name,
 * three Latin letters with accents in a row. It only sorts the choices shown to the operator.
 */
const oddities = new RegExp(
  [
    String.raw`(?!\p{ASCII})[\p{S}\p{No}\p{Cc}]`,
    String.raw`[A-Za-z](?=(?!\p{Script=Latin})\p{L})`,
    String.raw`(?!\p{ASCII})\p{Script=Latin}(?=(?:(?!\p{ASCII})\p{Script=Latin}){2})`,
  ].join('|'),
  'gu',
);

function oddnessOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + (text.match(oddities)?.length ?? 0), 0);
}

/** Decodes in chunks, without the byte order mark. Invalid bytes become U+FFFD. */
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

/**
 * Whether a text is not a table because it has NULs or many other control characters, whatever its
 * first bytes are.
 */
export function looksBinary(text: string): boolean {
  const controls = text.match(controlsOfNoText)?.length ?? 0;
  return text.includes('\0') || controls > text.length / 200;
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/**
 * UTF-16LE has a zero in the odd byte of each separator, whatever the script. No text in a one-byte
 * encoding has any.
 */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const pairs = Math.min(512, Math.floor(bytes.length / 2));
  if (pairs < 4) return false;
  let zeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) return false;
    if (bytes[2 * pair + 1] === 0) zeros += 1;
  }
  return zeros > pairs / 8;
}
