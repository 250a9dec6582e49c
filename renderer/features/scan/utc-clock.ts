/** Milliseconds by which the fine clock may differ from the system's before it is set right. */
const tolerance = 20;

let correction = 0;

/**
 * UTC milliseconds with fractions, in pages and workers alike. The fine clock of a page stands still
 * while the computer sleeps and never learns of a clock that was set; so it follows `Date.now()`.
 */
export function utcNow(): number {
  const fine = performance.timeOrigin + performance.now();
  const coarse = Date.now();
  if (Math.abs(coarse - fine - correction) > tolerance) correction = coarse - fine;
  return fine + correction;
}

/** UTC milliseconds of a moment on this page's or worker's own clock (`performance.now()`, `event.timeStamp`). */
export function utcOf(moment: number): number {
  return utcNow() - (performance.now() - moment);
}
