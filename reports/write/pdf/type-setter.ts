import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { DrawableText, FontBook, FontWeight } from '../../../platform/fonts/font-book.ts';
import { directionOf } from '../../../platform/fonts/scripts.ts';

/**
 * Letters, digits and spacing marks that are set side by side without joining, each one character:
 * Latin, Greek and Cyrillic. Brackets, quotation marks and ť are kerned away from their neighbours
 * and so are excluded.
 */
const plain = /^[0-9A-Za-z ,.:;/–\-\u00C0-\u0164\u0166-\u017F\u0386-\u03CE\u0400-\u045F]*$/;
/** A pair is at most 8 % wider than its letters ("EJ" in Noto Sans); most are narrower. */
const margin = 1.1;

/**
 * Widths of single letters, measured once. Measuring a whole text is exact but, for a new one, as
 * slow as drawing it. For most cells of a table the only question is whether they fit.
 */
export class LetterWidths {
  readonly #measure: (font: string, text: string) => number;
  readonly #byFont = new Map<string, Map<string, number>>();

  /** @param measure exact width of a text; `font` is a value for the canvas's `font` */
  constructor(measure: (font: string, text: string) => number) {
    this.#measure = measure;
  }

  /** Whether a text certainly fits on one line. If false, it still may. */
  surelyFits(font: string, text: string, width: number): boolean {
    if (!plain.test(text)) return false;
    const widths = this.#byFont.get(font) ?? new Map<string, number>();
    this.#byFont.set(font, widths);
    let sum = 0;
    for (const letter of text) {
      let one = widths.get(letter);
      if (one === undefined) {
        one = this.#measure(font, letter);
        widths.set(letter, one);
      }
      sum += one * margin;
      if (sum > width) return false;
    }
    return true;
  }
}

/** Scripts that are written without spaces. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Created once: creating one takes longer than using it. */
const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und');

/**
 * Breaks a text into lines of at most `width`: after spaces, slashes and hyphens, in scripts
 * without spaces at each segment, and within a segment only if it alone is too long. A single sign
 * that is wider stays whole.
 *
 * @param measure width of a text on one line, in the same unit as `width`
 */
function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    const longer = line + piece;
    if (line !== '' && measure(longer.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line = longer;
    while (line.length > 1 && measure(line.trimEnd()) > width) {
      const head = fittingStart(line, width, measure);
      if (head.length >= line.length) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  const rest = line.trimEnd();
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** Parts of a text, each including the space, slash or hyphen after it. */
function piecesOf(text: string): string[] {
  return text.split(/(?<=[ /-])(?=[^\s-])/u).flatMap((word) => {
    if (!unspaced.test(word)) return [word];
    return Array.from(words.segment(word), ({ segment }) => segment);
  });
}

/** As many whole signs from the start of the text as fit; at least one. */
function fittingStart(text: string, width: number, measure: (text: string) => number): string {
  let head = '';
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && measure(head + segment) > width) break;
    head += segment;
  }
  return head;
}

/** The style of a text. Sizes are in points. */
export interface TextStyle {
  size: number;
  weight: FontWeight;
}

/** A line of text that fits its width. */
export interface SetLine {
  text: string;
  /** Value for the canvas's `font`. */
  font: string;
  direction: 'ltr' | 'rtl';
}

/** Max texts to cache: names of delegations and the like recur often. */
const maxKept = 20_000;

/** Breaks texts into lines with the bundled fonts, and draws them. */
export class TypeSetter {
  readonly #fonts: FontBook;
  readonly #measuring: SKRSContext2D = createCanvas(8, 8).getContext('2d');
  readonly #drawables = new Map<string, DrawableText>();
  readonly #set = new Map<string, SetLine[]>();
  readonly #widths: LetterWidths;
  readonly #missing = new Set<string>();

  constructor(fonts: FontBook) {
    this.#fonts = fonts;
    this.#widths = new LetterWidths((font, text) => this.#measure(font, text));
  }

  /** Characters that no font has and that were left out of the text set so far. */
  missing(): string[] {
    return [...this.#missing];
  }

  /** The lines of a text, paragraph by paragraph; at least one, which may be empty. */
  lines(text: string, width: number, style: TextStyle, delegation = ''): readonly SetLine[] {
    const key = `${style.weight} ${style.size} ${width} ${delegation} ${text}`;
    const known = this.#set.get(key);
    if (known !== undefined) return known;
    const fresh = this.#lines(text, width, style, delegation);
    if (this.#set.size >= maxKept) this.#set.clear();
    this.#set.set(key, fresh);
    return fresh;
  }

  #lines(text: string, width: number, style: TextStyle, delegation: string): SetLine[] {
    return text.split(/\r\n|\r|\n/).flatMap((paragraph) => {
      const drawable = this.#drawable(paragraph, style.weight, delegation);
      const font = fontOf(drawable, style);
      const direction = directionOf(drawable.text);
      if (this.#widths.surelyFits(font, drawable.text, width)) {
        return [{ text: drawable.text, font, direction }];
      }
      const measure = (part: string): number => this.#measure(font, part);
      return wrapText(drawable.text, width, measure).map((line) => ({
        text: line,
        font,
        direction,
      }));
    });
  }

  #measure(font: string, text: string): number {
    this.#measuring.font = font;
    return this.#measuring.measureText(text).width;
  }

  /** The largest size, at most the style's, at which a text takes no more than `most` lines. */
  fitting(
    text: string,
    width: number,
    style: TextStyle & { most: number },
    delegation = '',
  ): { lines: readonly SetLine[]; size: number } {
    for (let size = style.size; ; size -= 1) {
      const lines = this.lines(text, width, { size, weight: style.weight }, delegation);
      if (lines.length <= style.most || size <= 8) return { lines, size };
    }
  }

  #drawable(text: string, weight: FontWeight, delegation: string): DrawableText {
    const key = `${weight} ${delegation} ${text}`;
    const known = this.#drawables.get(key);
    if (known !== undefined) return known;
    const fresh = this.#fonts.drawable(text, weight, delegation);
    for (const character of fresh.missing) this.#missing.add(character);
    if (this.#drawables.size >= maxKept) this.#drawables.clear();
    this.#drawables.set(key, fresh);
    return fresh;
  }
}

/**
 * The drawing context of a page. The canvas of a PDF page has fewer members than that of a picture.
 */
export type PageContext = Pick<
  SKRSContext2D,
  'fillText' | 'fillRect' | 'font' | 'fillStyle' | 'direction' | 'textAlign' | 'letterSpacing'
>;

/** Draws lines on one page. */
export type Pen = ReturnType<typeof penOn>;

/**
 * A pen for a new page. It sets only what changed, because a setting costs as much as a short text.
 */
export function penOn(context: PageContext) {
  let [font, direction, align, spacing] = ['', '', '', ''];
  return {
    /** Draws a line with its baseline at `y`. `x` is its left end, its right end or its middle. */
    draw: (
      line: SetLine,
      at: { x: number; y: number; align: 'left' | 'right' | 'center' },
    ): void => {
      if (line.text === '') return;
      // Any distance between letters keeps "ffi" as three letters, which can then be searched for.
      const hasLigature = line.direction === 'ltr' && /f[fijl]/.test(line.text);
      const wanted = hasLigature ? '0.01px' : '0px';
      if (font !== line.font) context.font = line.font;
      if (direction !== line.direction) context.direction = line.direction;
      if (align !== at.align) context.textAlign = at.align;
      if (spacing !== wanted) context.letterSpacing = wanted;
      [font, direction, align, spacing] = [line.font, line.direction, at.align, wanted];
      context.fillText(line.text, at.x, at.y);
    },
  };
}

function fontOf({ families }: DrawableText, { size, weight }: TextStyle): string {
  return `${weight === 'bold' ? 700 : 400} ${size}px ${families === '' ? 'sans-serif' : families}`;
}
