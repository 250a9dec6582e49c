import { z } from 'zod';

/** Red, green and blue (sRGB), two hex digits each, in lower case. */
export const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/);

/** The ink of every field without a colour of its own. */
export const black = '#000000';
export const white = '#ffffff';

/** Min contrast of text with its background (WCAG 2.2, 1.4.3). */
export const minContrast = 4.5;

/** The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, "relative luminance": 0 for black, 1 for white. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue of a colour, 0 to 255. */
export function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** White or black, whichever reads better on this background. */
export function textOn(ground: string): string {
  return contrast(ground, white) >= contrast(ground, black) ? white : black;
}

/** The colour if it is legible on white paper, else black. */
export function readableOnPaper(colour: string): string {
  return contrast(colour, white) >= minContrast ? colour : black;
}
