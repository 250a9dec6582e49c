import type { ScanInput } from '../../preload/contract/check-in.ts';

/** One scan from the bus, ready for `checkIn({ key, target: { kind: 'scan', scan: input } })`. */
export interface Scan {
  /** Idempotency key (UUID): the same scan keeps it however often the call is made. */
  key: string;
  input: ScanInput;
}

/** A source's report to the bus. A source may send thirty a second; the bus reduces them. */
export interface Sighting {
  source: ScanInput['source'];
  /** One or two readings of the same code, better one first. */
  readings: readonly [string, ...string[]];
  /** Real UTC milliseconds with fractions: the first possible frame of the code, or first key. */
  seenAt: number;
  /**
   * Real UTC milliseconds at which the source saw the same code before this sighting, however
   * recently; null if it did not. This way a source can report less often, and absence is still
   * measured exactly.
   */
  lastSeenAt: number | null;
}

/**
 * What the page needs after a scan: `next` = continue; `answer-due` = a result on screen needs an
 * answer, so further scans wait (visibly) until `resume()`.
 */
export type AfterScan = 'next' | 'answer-due';

export type ScanHandler = (scan: Scan) => AfterScan | Promise<AfterScan>;
