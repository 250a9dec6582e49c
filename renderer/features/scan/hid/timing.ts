/**
 * Milliseconds between keys. Scanners measured: 1–20 ms a key, slow or wireless ones 40 ms; people:
 * 45–120 ms, with single quicker pairs when fingers roll (`scanning.md`).
 */
export const timing = {
  /** Longest gap that only a machine keeps up. */
  quick: 35,
  /** So many quick gaps running are a burst: from then on keys are withheld. */
  quickGaps: 4,
  /** A burst may stumble so long. */
  stumble: 60,
  /** A burst that has lasted a while may stumble so long, ahead of its Enter above all. */
  longStumble: 120,
  /** The middle of one of our own codes. */
  insideOwnCode: 250,
  /** After a function key that announces a scan. */
  announced: 500,
  /** Keys further apart than this have nothing to do with each other. */
  apart: 1000,
  /** So much later than due the page may hear of a key, because the browser's own process is busy. */
  lateness: 100,
  /** The same once it is sure that a machine types: then nobody waits for what is given back. */
  longLateness: 800,
  /** Enter or Tab so soon after a code that was complete without them belongs to it. */
  suffix: 150,
} as const;

/** Quick gaps that no person ever makes in a row. */
const surelyMachine = 8;

export function isScannerSpeed(gap: number): boolean {
  return gap <= timing.quick;
}

export interface BurstProgress {
  announced: boolean;
  withholding: boolean;
  quickGaps: number;
  insideOwnCode: boolean;
}

/** Milliseconds from key to key, by their own time stamps, up to which they belong together. */
export function longestGap(burst: BurstProgress): number {
  if (burst.announced) return timing.announced;
  if (burst.insideOwnCode) return timing.insideOwnCode;
  if (!burst.withholding) return timing.apart;
  return burst.quickGaps >= surelyMachine ? timing.longStumble : timing.stumble;
}

/** Milliseconds of silence on the page's clock after which no key is under way that belongs to the last. */
export function longestSilence(burst: BurstProgress): number {
  const isSure = burst.announced || burst.quickGaps >= surelyMachine;
  return longestGap(burst) + (isSure ? timing.longLateness : timing.lateness);
}
