/**
 * Height of a capital as a fraction of its type size: Noto Sans, OS/2 `sCapHeight`, 714 of 1,000.
 */
export const capHeight = 0.714;

/** The only cap heights in which a block of names is set, in millimetres, largest first. */
export const nameScale = [14, 12, 10, 9, 8, 7, 6, 5, 4.2, 3.5] as const;

/** Cap height for a family name wherever the paper allows it: 10 arc minutes at two metres. */
export const goodName = 6;

/** The smallest legible name: 6 arc minutes at two metres, where normal sight needs 5. */
export const smallestName = 3.5;

/** For names that fit no badge otherwise. The check of the badges reports them. */
export const illegibleSizes = [2.8, 2.2, 1.7, 1.3, 1] as const;

/** Type size for a cap height, in the same unit. */
export function typeSizeOf(capitals: number): number {
  return capitals / capHeight;
}

/**
 * The visual angle of a letter, in arc minutes; normal sight (20/20) needs 5.
 *
 * @param height of its capitals, in millimetres
 * @param metres distance
 */
export function arcMinutes(height: number, metres: number): number {
  return (Math.atan(height / 1_000 / metres) * 180 * 60) / Math.PI;
}
