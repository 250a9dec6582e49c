// clock: stamps scans, and follows changes of the system clock on purpose.

/** Milliseconds by which the fine clock may differ from the system's before it is corrected. */
const tolerance = 20;

let correction = 0;

/**
 * UTC milliseconds with fractions, in pages and workers. A page's `performance.now()` stops while
 * the computer sleeps and ignores changes of the system clock; so this follows `Date.now()`.
 */
export function utcNow(): number {
  const fine = performance.timeOrigin + performance.now();
  const coarse = Date.now();
  if (Math.abs(coarse - fine - correction) > tolerance) correction = coarse - fine;
  return fine + correction;
}

/**
 * @param moment a time on the page's or worker's clock (`performance.now()`, `timeStamp`)
 * @returns UTC milliseconds
 */
export function utcOf(moment: number): number {
  return utcNow() - (performance.now() - moment);
}
