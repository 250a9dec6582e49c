import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { DrawableText, FontBook, FontWeight } from '../../../fonts/font-book.ts';
import { directionOf } from '../../../fonts/scripts.ts';
import { wrapText } from './wrap.ts';

/** How a text is to stand. Sizes are points. */
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

/** Texts that are kept ready: names of delegations and the like come again and again. */
const mostKept = 20_000;

/** Breaks texts into lines with the bundled fonts, and draws them. */
export class TypeSetter {
  readonly #fonts: FontBook;
  readonly #measuring: SKRSContext2D = createCanvas(8, 8).getContext('2d');
  readonly #drawables = new Map<string, DrawableText>();
  readonly #missing = new Set<string>();

  constructor(fonts: FontBook) {
    this.#fonts = fonts;
  }

  /** Characters that no font has; they are left out of what was set so far. */
  missing(): string[] {
    return [...this.#missing];
  }

  /** The lines of a text, paragraph by paragraph; at least one, which may be empty. */
  lines(text: string, width: number, style: TextStyle, delegation = ''): SetLine[] {
    return text.split(/\r\n|\r|\n/).flatMap((paragraph) => {
      const drawable = this.#drawable(paragraph, style.weight, delegation);
      const font = fontOf(drawable, style);
      const direction = directionOf(drawable.text);
      this.#measuring.font = font;
      const measure = (part: string): number => this.#measuring.measureText(part).width;
      return wrapText(drawable.text, width, measure).map((line) => ({
        text: line,
        font,
        direction,
      }));
    });
  }

  /** The largest size, at most the style's, at which a text takes no more than `most` lines. */
  fitting(
    text: string,
    width: number,
    style: TextStyle & { most: number },
    delegation = '',
  ): { lines: SetLine[]; size: number } {
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
    if (this.#drawables.size >= mostKept) this.#drawables.clear();
    this.#drawables.set(key, fresh);
    return fresh;
  }
}

/** What a page is drawn on: the canvas of a PDF page has less than one of a picture. */
export type PageContext = Pick<
  SKRSContext2D,
  'fillText' | 'fillRect' | 'font' | 'fillStyle' | 'direction' | 'textAlign' | 'letterSpacing'
>;

/** Draws a line with its baseline at `y`; `x` is its left end, its right end or its middle. */
export function drawLine(
  context: PageContext,
  line: SetLine,
  at: { x: number; y: number; align: 'left' | 'right' | 'center' },
): void {
  if (line.text === '') return;
  context.font = line.font;
  context.direction = line.direction;
  context.textAlign = at.align;
  // Any distance between letters keeps "ffi" three of them, which can then be searched for.
  const hasLigature = line.direction === 'ltr' && /f[fijl]/.test(line.text);
  context.letterSpacing = hasLigature ? '0.01px' : '0px';
  context.fillText(line.text, at.x, at.y);
}

function fontOf({ families }: DrawableText, { size, weight }: TextStyle): string {
  return `${weight === 'bold' ? 700 : 400} ${size}px ${families === '' ? 'sans-serif' : families}`;
}
