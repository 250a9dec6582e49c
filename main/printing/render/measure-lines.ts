import type { SKRSContext2D } from '@napi-rs/canvas';

/** Measures of lines in the context's font, in dots. */
export interface LineMeasures {
  /** Of the widest line: advance or ink, as italics and Arabic tails reach beyond their advance. */
  width: number;
  /** Ink of the first line above its baseline. */
  ascent: number;
  /** From baseline to baseline. */
  lineHeight: number;
  /** From the top of the first line's ink to the bottom of the last one's. */
  height: number;
}

interface LineBox {
  width: number;
  ascent: number;
  descent: number;
}

/**
 * A badge tries the same lines at the same sizes repeatedly: of 332 measurements of a full one, 193
 * repeat an earlier one. Keyed by all that a measurement depends on, and kept for one page only:
 * lines are people's names.
 */
const boxes = new Map<string, LineBox>();

/** Call it once a page is drawn. */
export function forgetLines(): void {
  boxes.clear();
}

function boxOf(context: SKRSContext2D, line: string): LineBox {
  const key = `${context.font}|${context.direction}|${context.textAlign}|${context.lang}|${line}`;
  const known = boxes.get(key);
  if (known !== undefined) return known;
  const metrics = context.measureText(line);
  const left = Math.max(0, metrics.actualBoundingBoxLeft);
  const box = {
    width: Math.max(metrics.width, metrics.actualBoundingBoxRight) + left,
    ascent: metrics.actualBoundingBoxAscent,
    descent: metrics.actualBoundingBoxDescent,
  };
  boxes.set(key, box);
  return box;
}

/**
 * Measures lines as they will be drawn. Lines never touch, whatever marks the letters have.
 *
 * @param size of the font in dots
 */
export function measureLines(
  context: SKRSContext2D,
  lines: readonly string[],
  size: number,
): LineMeasures {
  const measured = lines.map((line) => boxOf(context, line));
  const first = measured[0];
  const last = measured.at(-1);
  if (first === undefined || last === undefined) {
    return { width: 0, ascent: 0, lineHeight: 0, height: 0 };
  }
  const gap = size * 0.09;
  const lineHeight = measured.reduce(
    (height, box, i) => {
      const next = measured[i + 1];
      return next === undefined ? height : Math.max(height, box.descent + next.ascent + gap);
    },
    measured.length > 1 ? size * 1.08 : 0,
  );
  return {
    width: Math.max(...measured.map(({ width }) => width)),
    ascent: first.ascent,
    lineHeight,
    height: first.ascent + lineHeight * (measured.length - 1) + last.descent,
  };
}
