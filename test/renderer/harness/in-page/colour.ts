/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number];

/** A computed colour, also of `color(srgb …)`; null where one sees through it. */
export function parse(text: string): Colour | null {
  const numbers = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0, opacity = 1] = numbers;
  if (opacity < 0.5 || text === 'transparent') return null;
  return text.startsWith('color(') ? [red, green, blue] : [red / 255, green / 255, blue / 255];
}

/** The colour that an element stands on: of a gradient its first. */
export function groundOf(element: Element | null): Colour {
  for (let one = element; one !== null; one = one.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(one);
    const first = /(?:rgba?|color)\([^)]*\)/.exec(backgroundImage)?.[0];
    const colour = parse(first ?? backgroundColor);
    if (colour !== null) return colour;
  }
  return [1, 1, 1];
}

/** The ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
