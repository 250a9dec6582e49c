/** The little of fontkit (which ships no types) that the coverage check uses. */
declare module 'fontkit' {
  export interface Font {
    /** Code points of all characters that the font's character map names. */
    readonly characterSet: number[];
  }
  export function create(file: Uint8Array): Font;
}

/** The little of subset-font (which ships no types) that the parts of fonts need. */
declare module 'subset-font' {
  /** @returns the font with the characters of the text alone */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'sfnt' },
  ): Promise<Buffer>;
}
