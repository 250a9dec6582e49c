import type { TextStyle } from './type-setter.ts';

/** ISO 216 A4 in points (1/72 inch). */
const a4 = { short: 595.28, long: 841.89 };

/** A page and the positions on it, in points from the upper left corner. */
export interface Paper {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  /** Only the foot of the page is below this. */
  bottom: number;
}

/** A portrait page, or a landscape one for wide tables. */
export function paperOf(orientation: 'upright' | 'lying'): Paper {
  const [width, height] = orientation === 'upright' ? [a4.short, a4.long] : [a4.long, a4.short];
  const margin = 42;
  return {
    width,
    height,
    left: margin,
    right: width - margin,
    top: margin,
    bottom: height - margin - 14,
  };
}

/** Sizes in points. */
export const styles = {
  title: { size: 17, weight: 'bold' },
  answer: { size: 36, weight: 'bold' },
  answerDetail: { size: 14, weight: 'regular' },
  event: { size: 10.5, weight: 'regular' },
  note: { size: 8.5, weight: 'regular' },
  running: { size: 8, weight: 'regular' },
  columnTitle: { size: 8, weight: 'bold' },
  section: { size: 9.5, weight: 'bold' },
  cell: { size: 8.5, weight: 'regular' },
  total: { size: 8.5, weight: 'bold' },
  entryName: { size: 8.5, weight: 'bold' },
} as const satisfies Record<string, TextStyle>;

/** Baseline distance as a multiple of the size. Arabic, Thai and Burmese need most. */
export const leading = 1.42;

/** For Latin, Greek and Cyrillic in a directory, where every line counts. */
export const tightLeading = 1.22;

/** The position of the baseline within a line's height, as a multiple of the size. */
export const baseline = 1.08;
