/** The part of fontkit (which ships no types) that the coverage check uses. */
declare module 'fontkit' {
  export interface Font {
    /** Code points of all characters in the font's character map. */
    readonly characterSet: number[];
  }
  export function create(file: Uint8Array): Font;
}

/** The part of subset-font (which ships no types) that the parts of fonts need. */
declare module 'subset-font' {
  /** @returns the font with only the characters of the text */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'sfnt' },
  ): Promise<Buffer>;
}
