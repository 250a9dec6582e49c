import type { SKRSContext2D } from '@napi-rs/canvas';

/** Measures of lines in the context's font, in dots. */
export interface LineMeasures {
  /** Of the widest line: of advance and ink the wider, because italics and Arabic tails reach beyond their advance. */
  width: number;
  /** Ink of the first line above its baseline. */
  ascent: number;
  /** From baseline to baseline. */
  lineHeight: number;
  /** From the top of the first line's ink to the bottom of the last one's. */
  height: number;
}

/**
 * Measures lines as they will be drawn. Lines never touch, whatever marks stand above and below the letters.
 *
 * @param size of the font in dots
 */
export function measureLines(
  context: SKRSContext2D,
  lines: readonly string[],
  size: number,
): LineMeasures {
  const boxes = lines.map((line) => {
    const metrics = context.measureText(line);
    const left = Math.max(0, metrics.actualBoundingBoxLeft);
    return {
      width: Math.max(metrics.width, metrics.actualBoundingBoxRight) + left,
      ascent: metrics.actualBoundingBoxAscent,
      descent: metrics.actualBoundingBoxDescent,
    };
  });
  const first = boxes[0];
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) {
    return { width: 0, ascent: 0, lineHeight: 0, height: 0 };
  }
  const gap = size * 0.09;
  const lineHeight = boxes.reduce(
    (height, box, i) => {
      const next = boxes[i + 1];
      return next === undefined ? height : Math.max(height, box.descent + next.ascent + gap);
    },
    boxes.length > 1 ? size * 1.08 : 0,
  );
  return {
    width: Math.max(...boxes.map(({ width }) => width)),
    ascent: first.ascent,
    lineHeight,
    height: first.ascent + lineHeight * (boxes.length - 1) + last.descent,
  };
}
