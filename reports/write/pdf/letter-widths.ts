/**
 * Letters, digits and marks between words that stand beside each other without joining, each one character: Latin, Greek
 * and Cyrillic. Brackets and quotation marks, and ť, are moved off their neighbours and so are left out.
 */
const plain = /^[0-9A-Za-z ,.:;/–\-\u00C0-\u0164\u0166-\u017F\u0386-\u03CE\u0400-\u045F]*$/;
/** A pair stands further apart than each letter alone by 8 % of both at most ("EJ" in Noto Sans); most stand closer. */
const margin = 1.1;

/**
 * Widths of single letters, measured once. To measure a text as a whole is exact and, for one that was not met before,
 * as slow as drawing it: of most cells of a table it is only asked whether they have room.
 */
export class LetterWidths {
  readonly #measure: (font: string, text: string) => number;
  readonly #byFont = new Map<string, Map<string, number>>();

  /** @param measure exact width of a text; `font` is a value for the canvas's `font` */
  constructor(measure: (font: string, text: string) => number) {
    this.#measure = measure;
  }

  /** Whether a text has room on one line for certain; where not, it may have. */
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
