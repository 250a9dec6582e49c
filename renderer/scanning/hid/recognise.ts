import { type Keystroke, type ReadingName, textOf } from './burst-types.ts';
import { isLetterOfCode, lastSignedTicketStart, letterCodes } from './own-codes.ts';

export interface FoundCode<Mark> {
  reading: ReadingName;
  strokes: readonly Keystroke<Mark>[];
  /** Keys that a person pressed while the code was being sent. */
  stray: readonly Keystroke<Mark>[];
}

export type LooksLikeCode = (text: string) => boolean;

const readingNames: readonly ReadingName[] = ['us', 'typed'];
const maxLetterCode = Math.max(...letterCodes.map(({ length }) => length));
/** Texts longer than any own code are not passed to the predicate. */
const maxCodeLength = 400;

/**
 * A letter code that the last stroke completes. While a longer code that began earlier may still
 * continue, the shorter one waits: one badge in some five thousand contains the letters of a valid
 * ticket.
 */
export function completedLetterCode<Mark>(
  strokes: readonly Keystroke<Mark>[],
  looksLikeCode: LooksLikeCode,
): FoundCode<Mark> | null {
  for (const reading of readingNames) {
    const found = letterCodeAtEnd(strokes, reading, looksLikeCode);
    if (found === null) continue;
    const tail = strokes.slice(-maxLetterCode);
    if (!isLongerCodeUnderWay(tail, reading, found.strokes.length)) return found;
  }
  return null;
}

/**
 * One of our codes that ends with the last stroke. Call it once it is certain that no more comes.
 */
export function codeAtEnd<Mark>(
  strokes: readonly Keystroke<Mark>[],
  looksLikeCode: LooksLikeCode,
): FoundCode<Mark> | null {
  const recent = strokes.slice(-maxCodeLength);
  for (const reading of readingNames) {
    const found =
      letterCodeAtEnd(recent, reading, looksLikeCode) ??
      signedTicketAtEnd(recent, reading, looksLikeCode) ??
      letterCodeWithStrayKeys(recent, reading, looksLikeCode);
    if (found !== null) return found;
  }
  return null;
}

function letterCodeAtEnd<Mark>(
  strokes: readonly Keystroke<Mark>[],
  reading: ReadingName,
  looksLikeCode: LooksLikeCode,
): FoundCode<Mark> | null {
  for (const { prefix, length } of letterCodes) {
    // Only this runs at each key, so it creates no strings.
    if (!beginsWith(strokes, strokes.length - length, prefix, reading)) continue;
    const last = strokes.slice(-length);
    const text = textOf(last, reading);
    if (looksLikeCode(text)) return { reading, strokes: last, stray: [] };
  }
  return null;
}

function isLongerCodeUnderWay<Mark>(
  tail: readonly Keystroke<Mark>[],
  reading: ReadingName,
  foundLength: number,
): boolean {
  const earlier = tail.length - foundLength;
  return letterCodes.some(({ prefix, length }) =>
    tail.slice(0, earlier).some((_, start) => {
      const begun = tail.slice(start);
      if (begun.length >= length) return false;
      const text = textOf(begun, reading);
      return beginsWith(tail, start, prefix, reading) && Array.from(text).every(isLetterOfCode);
    }),
  );
}

function signedTicketAtEnd<Mark>(
  strokes: readonly Keystroke<Mark>[],
  reading: ReadingName,
  looksLikeCode: LooksLikeCode,
): FoundCode<Mark> | null {
  // Exactly one character per stroke, so that positions in the text are positions among the
  // strokes.
  const characters = strokes.map((stroke) => stroke[reading].slice(0, 1) || '\0');
  const start = lastSignedTicketStart(characters.join(''));
  if (start < 0) return null;
  const last = strokes.slice(start);
  return looksLikeCode(textOf(last, reading)) ? { reading, strokes: last, stray: [] } : null;
}

/**
 * A letter code into which a person typed one or two keys while the scanner was sending.
 * Case distinguishes them: scanners send capitals, people in a search field do not. Otherwise a key
 * is removed if its absence makes the check letters right, and if only one such key exists.
 */
function letterCodeWithStrayKeys<Mark>(
  strokes: readonly Keystroke<Mark>[],
  reading: ReadingName,
  looksLikeCode: LooksLikeCode,
): FoundCode<Mark> | null {
  for (const { prefix, length } of letterCodes) {
    const last = strokes.slice(-(length + 2));
    const text = last.map((stroke) => stroke[reading].slice(0, 1) || ' ').join('');
    const start = text.indexOf(prefix);
    if (start < 0) continue;
    const span = last.slice(start);
    const capitals = span.filter((stroke) => /^[A-Z]$/.test(stroke[reading]));
    const shortened = span.map((_, index) => span.toSpliced(index, 1));
    const fits = (candidate: readonly Keystroke<Mark>[]) =>
      candidate.length === length && looksLikeCode(textOf(candidate, reading));
    const found = fits(capitals) ? capitals : onlyOne(shortened.filter(fits), reading);
    if (found !== null) {
      return { reading, strokes: found, stray: span.filter((stroke) => !found.includes(stroke)) };
    }
  }
  return null;
}

/** The common candidate if all candidates have the same text, else null. */
function onlyOne<Mark>(
  candidates: readonly (readonly Keystroke<Mark>[])[],
  reading: ReadingName,
): readonly Keystroke<Mark>[] | null {
  const texts = new Set(candidates.map((candidate) => textOf(candidate, reading)));
  return texts.size === 1 ? (candidates[0] ?? null) : null;
}

/** True if the strokes from `start` on begin with the prefix, in either case. */
function beginsWith<Mark>(
  strokes: readonly Keystroke<Mark>[],
  start: number,
  prefix: string,
  reading: ReadingName,
): boolean {
  if (start < 0) return false;
  for (let i = 0; i < prefix.length; i += 1) {
    if (strokes[start + i]?.[reading].toUpperCase() !== prefix[i]) return false;
  }
  return true;
}
