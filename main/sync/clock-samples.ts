/** One exchange: the time of the hub's clock, and of ours. Milliseconds. */
export interface ClockSample {
  /** UTC by this station's clock as the request went out. */
  sent: number;
  /** The monotonic clock, as the request went out and as the answer came. */
  from: number;
  to: number;
  /** UTC by the hub's clock as it answered. */
  hub: number;
}

const kept = 16;
/** The station's clock was set: earlier measurements are void. */
const jump = 500;

/**
 * Estimates how far the hub's clock is ahead of this station's (milliseconds): from the exchange
 * with the shortest round trip of the last few, assuming that the answer was written half-way
 * (Cristian, "Probabilistic clock synchronization", 1989).
 */
export function createClockSamples(): { add(sample: ClockSample): number } {
  let samples: ClockSample[] = [];
  return {
    add: (sample) => {
      const base = sample.sent - sample.from;
      samples = samples
        .filter((one) => Math.abs(one.sent - one.from - base) < jump)
        .slice(1 - kept)
        .concat(sample);
      const best = samples.reduce((a, b) => (b.to - b.from <= a.to - a.from ? b : a), sample);
      return Math.round(best.hub - best.sent - (best.to - best.from) / 2);
    },
  };
}
