import type { ScanInput } from '../../../preload/contract/check-in.ts';

/** One scan as the bus hands it on: ready for `checkIn({ key, target: { kind: 'scan', scan: input } })`. */
export interface Scan {
  /** Idempotency key (UUID): the same scan keeps it however often the call is made. */
  key: string;
  input: ScanInput;
}

/** What a source tells the bus. A source may tell it thirty times a second; the bus thins it out. */
export interface Sighting {
  source: ScanInput['source'];
  /** One or two readings of the same code, best first. */
  readings: readonly [string, ...string[]];
  /** Real UTC milliseconds with fractions: the first frame that can have held the code, or the first key. */
  seenAt: number;
  /**
   * Real UTC milliseconds at which the source saw the same code before this sighting, however short
   * ago; null if it did not. Lets a source thin out its reports and absence still be counted exactly.
   */
  lastSeenAt: number | null;
}

/**
 * What the page wants after a scan: `next` = go on; `answer-due` = a result is on screen that needs
 * an answer, so further scans wait (visibly) until `resume()`.
 */
export type AfterScan = 'next' | 'answer-due';

export type ScanHandler = (scan: Scan) => AfterScan | Promise<AfterScan>;
