/**
 * Letters, digits and spacing marks that are set side by side without joining, each one character:
 * Latin, Greek and Cyrillic. Brackets and quotation marks, and ť, are moved off their neighbours
 * and so are left out.
 */
const plain = /^[0-9A-Za-z ,.:;/–\-\u00C0-\u0164\u0166-\u017F\u0386-\u03CE\u0400-\u045F]*$/;
/** A pair is at most 8 % wider than its letters ("EJ" in Noto Sans); most are narrower. */
const margin = 1.1;

/**
 * Widths of single letters, measured once. Measuring a whole text is exact and, for a new one, as
 * slow as drawing it; for most cells of a table the only question is whether they fit.
 */
export class LetterWidths {
  readonly #measure: (font: string, text: string) => number;
  readonly #byFont = new Map<string, Map<string, number>>();

  /** @param measure exact width of a text; `font` is a value for the canvas's `font` */
  constructor(measure: (font: string, text: string) => number) {
    this.#measure = measure;
  }

  /** Whether a text certainly fits on one line; where false, it still may. */
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
