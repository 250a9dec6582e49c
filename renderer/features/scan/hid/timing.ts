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
  /** Enter or Tab so soon after a code that was complete without them belongs to it. */
  suffix: 150,
} as const;

/** Quick gaps that no person ever makes in a row. */
const surelyMachine = 8;

export function isScannerSpeed(gap: number): boolean {
  return gap <= timing.quick;
}

/** Milliseconds that may pass until the next key, before what was pressed is judged as it stands. */
export function patienceFor(burst: {
  announced: boolean;
  withholding: boolean;
  quickGaps: number;
  insideOwnCode: boolean;
}): number {
  if (burst.announced) return timing.announced;
  if (burst.insideOwnCode) return timing.insideOwnCode;
  if (!burst.withholding) return timing.apart;
  return burst.quickGaps >= surelyMachine ? timing.longStumble : timing.stumble;
}
