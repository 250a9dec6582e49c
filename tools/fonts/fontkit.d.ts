/** The little of fontkit (which ships no types) that the coverage check uses. */
declare module 'fontkit' {
  export interface Font {
    /** Code points of all characters that the font's character map names. */
    readonly characterSet: number[];
  }
  export function create(file: Uint8Array): Font;
}
