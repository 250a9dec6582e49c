import type { ServiceTime } from '../printing/lane-forecast.ts';
import { assumedService } from './readiness.ts';

/** Lanes, or seconds per person, by the station's mode. */
export interface ByLane {
  desk: number;
  kiosk: number;
}

/** A first morning to simulate. Times are in seconds. */
export interface RehearsalInput {
  people: number;
  lanes: ByLane;
  /** What one person takes on average. */
  seconds: ByLane;
  /** Standard deviation of the service time as a share of its mean. */
  spread: number;
  /** From the opening to the start of the first session; 0 if everyone is there at once. */
  window: number;
  /** Max wait for 95 of 100 people. */
  limit: number;
}

/** The result of a number of lanes over all simulated mornings. Times are in seconds. */
export interface LaneOutcome {
  lanes: number;
  /** Median of everyone's wait, over all mornings. */
  median: number;
  p95: number;
  /**
   * The longest queue of a morning and when it occurs after the opening: the median of the
   * mornings.
   */
  maxQueue: number;
  maxQueueAt: number;
  /** The share of people not yet called when the session begins. */
  stillWaiting: number;
  /** When the last person is called, after the opening: the median of the mornings. */
  cleared: number;
}

export interface Rehearsal {
  runs: number;
  /** Null if there is no lane to serve people. */
  now: LaneOutcome | null;
  /** With one more desk, or one more kiosk where there is no desk. */
  oneMore: LaneOutcome;
  /**
   * Min number of lanes that keeps the limit; null if {@link rehearsalRules}.maxLanes are too few.
   */
  needed: number | null;
  /** People waiting, the mean of the mornings, at equal steps (seconds) from the opening on. */
  queue: { step: number; people: readonly number[] };
}

export const rehearsalRules = {
  /**
   * Seconds that a person takes before any were measured. These are assumptions, which the page
   * states: a first-time user of a kiosk reads each screen.
   */
  seconds: { desk: assumedService, kiosk: 30 },
  /** The assumed {@link RehearsalInput.spread}, between M/D/1 (0) and M/M/1 (1). */
  spread: 0.5,
  /** The mean of so many intervals is within a fifth at 95 % confidence (1.96 × 0.5 ÷ √30). */
  minSamples: 30,
  /** Arrivals peak after this fraction of the window. */
  peak: 0.75,
  /** Seconds, assumed where the event has no session. */
  window: 3_600,
  limit: 600,
  maxPeople: 100_000,
  maxLanes: 1_000,
  maxSeconds: 3_600,
} as const;

/** People simulated for one number of lanes, in about 0.2 s: with few people, more mornings. */
const simulatedPeople = 200_000;
const runs = { least: 3, most: 200 };
/** Points of the curve. */
const steps = 48;

/**
 * Mean seconds per person, from the median and the four-fifths quantile of measured intervals. For
 * a log-normal time with median m, ln(slow ÷ m) = σ × 0.8416 and the mean is m × exp(σ² ÷ 2). Both
 * quantiles ignore the few intervals in which a lane was idle.
 *
 * @returns null while too few were measured
 */
export function measuredSeconds(
  service: ServiceTime,
): { samples: number; seconds: number; spread: number } | null {
  const { samples, median, slow } = service;
  if (samples < rehearsalRules.minSamples || median === null || slow === null) return null;
  const variance = (Math.log(slow / median) / 0.8416) ** 2;
  return {
    samples,
    seconds: median * Math.exp(variance / 2),
    spread: Math.sqrt(Math.exp(variance) - 1),
  };
}

/**
 * Simulates the first morning: everyone comes between the opening and the session, waits in one
 * queue and goes to the first free lane. The same input gives the same result. Takes up to seconds,
 * so do not call it in a thread that draws a page.
 *
 * @returns null without people
 */
export function rehearse(input: RehearsalInput): Rehearsal | null {
  const { lanes, people, limit } = input;
  if (people <= 0) return null;
  const mornings = Array.from({ length: runsFor(people) }, (_, run) => morning(input, run));
  const total = lanes.desk + lanes.kiosk;
  const more = outcome(input, mornings, lanesOf(lanes, total + 1));
  const present = total === 0 ? null : outcome(input, mornings, lanes);
  const fits = (count: number): boolean =>
    isWithin(limit, mornings, lanesWith(input, lanesOf(lanes, count)));
  return {
    runs: mornings.length,
    now: present,
    oneMore: more,
    needed: fewest(fits, Math.min(people, rehearsalRules.maxLanes), minWork(input)),
    queue: present === null ? { step: 0, people: [] } : curve(input, mornings, present),
  };
}

/**
 * Roughly the number of lanes that call 95 of 100 people in time if no lane is ever idle: the start
 * of the search.
 */
function minWork({ people, seconds, window, limit }: RehearsalInput): number {
  const fastest = Math.min(seconds.desk, seconds.kiosk);
  return Math.floor((0.9 * people * fastest) / (window + limit + 1));
}

/**
 * The lanes for another total. Desks are added or removed. Kiosks are added only if there is no
 * desk, and removed only if no desk is left.
 */
function lanesOf({ desk, kiosk }: ByLane, total: number): ByLane {
  if (desk === 0 && kiosk > 0) return { desk: 0, kiosk: total };
  const kiosks = Math.min(kiosk, total);
  return { desk: total - kiosks, kiosk: kiosks };
}

function runsFor(people: number): number {
  return Math.min(runs.most, Math.max(runs.least, Math.ceil(simulatedPeople / people)));
}

/** One morning's people in the order of arrival. */
interface Morning {
  /** Seconds after the opening. */
  arrivals: Float64Array;
  /** Each person's service time as a multiple of the lane's mean. */
  work: Float64Array;
}

/**
 * Simulates arrivals and service times. Arrivals are a Poisson process whose rate rises evenly to
 * the peak and falls until the session. Given their number, the times are independent with the rate
 * as density (Ross, Introduction to Probability Models, § 5.4). Service times are log-normal, as
 * measured at service desks (Brown et al., Statistical Analysis of a Telephone Call Center, JASA
 * 100, 2005).
 */
function morning({ people, window, spread }: RehearsalInput, run: number): Morning {
  const random = seeded(run);
  const { peak } = rehearsalRules;
  const arrivals = sortedUniforms(people, random).map((part) =>
    part < peak
      ? window * Math.sqrt(part * peak)
      : window * (1 - Math.sqrt((1 - part) * (1 - peak))),
  );
  const variance = Math.log(1 + spread ** 2);
  const work = new Float64Array(people).map(() =>
    Math.exp(Math.sqrt(variance) * normal(random) - variance / 2),
  );
  return { arrivals, work };
}

/**
 * Sorted without sorting: sums of exponential gaps divided by their total (Devroye 1986, § V.3).
 */
function sortedUniforms(count: number, random: () => number): Float64Array {
  let sum = 0;
  const sums = new Float64Array(count).map(() => {
    sum -= Math.log(1 - random());
    return sum;
  });
  const total = sum - Math.log(1 - random());
  return sums.map((each) => each / total);
}

/** A normal variate by Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to below 1 that depend on the seed alone: mulberry32 (Tommy Ettinger, 2017). */
function seeded(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * When each person is called, first come first served.
 *
 * @param arrivals in order
 * @param work each person's service time as a multiple of the lane's
 * @param lanes each lane's mean service time; at least one
 */
export function callTimes({ arrivals, work }: Morning, lanes: readonly number[]): Float64Array {
  // A heap with the lane that is free first at the top.
  const free = new Float64Array(lanes.length);
  const mean = Float64Array.from(lanes);
  return arrivals.map((arrival, index) => {
    const start = Math.max(arrival, free[0] ?? 0);
    sinkTop(free, mean, start + (work[index] ?? 0) * (mean[0] ?? 0));
    return start;
  });
}

function sinkTop(free: Float64Array, mean: Float64Array, until: number): void {
  const lane = mean[0] ?? 0;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const right = left + 1;
    const next = (free[right] ?? Infinity) < (free[left] ?? Infinity) ? right : left;
    const earliest = free[next] ?? Infinity;
    if (earliest >= until) break;
    free[place] = earliest;
    mean[place] = mean[next] ?? 0;
    place = next;
  }
  free[place] = until;
  mean[place] = lane;
}

const lanesWith = ({ seconds }: RehearsalInput, lanes: ByLane): number[] => [
  ...new Array<number>(lanes.desk).fill(seconds.desk),
  ...new Array<number>(lanes.kiosk).fill(seconds.kiosk),
];

function outcome(input: RehearsalInput, mornings: readonly Morning[], lanes: ByLane): LaneOutcome {
  const { people, window } = input;
  const waits = new Float64Array(people * mornings.length);
  const peaks = mornings.map((one, run) => {
    const calls = callTimes(one, lanesWith(input, lanes));
    let called = 0;
    let late = 0;
    let maxQueue = 0;
    let maxQueueAt = 0;
    one.arrivals.forEach((arrival, index) => {
      const call = calls[index] ?? arrival;
      waits[run * people + index] = call - arrival;
      if (call > window) late += 1;
      while ((calls[called] ?? Infinity) <= arrival) called += 1;
      if (index + 1 - called > maxQueue) {
        maxQueue = index + 1 - called;
        maxQueueAt = arrival;
      }
    });
    return { maxQueue, maxQueueAt, late, cleared: calls[people - 1] ?? 0 };
  });
  waits.sort();
  const middle = (of: (peak: (typeof peaks)[number]) => number): number =>
    quantile(
      peaks.map(of).sort((a, b) => a - b),
      0.5,
    );
  return {
    lanes: lanes.desk + lanes.kiosk,
    median: quantile(waits, 0.5),
    p95: quantile(waits, 0.95),
    maxQueue: middle(({ maxQueue }) => maxQueue),
    maxQueueAt: middle(({ maxQueueAt }) => maxQueueAt),
    stillWaiting: peaks.reduce((sum, { late }) => sum + late, 0) / waits.length,
    cleared: middle(({ cleared }) => cleared),
  };
}

/**
 * Whether 95 of 100 people wait no longer. Counts without sorting, because a search calls it often.
 */
function isWithin(limit: number, mornings: readonly Morning[], lanes: readonly number[]): boolean {
  let all = 0;
  let longer = 0;
  for (const one of mornings) {
    const calls = callTimes(one, lanes);
    all += calls.length;
    one.arrivals.forEach((arrival, index) => {
      if ((calls[index] ?? arrival) - arrival > limit) longer += 1;
    });
  }
  return longer <= all - Math.ceil(all * 0.95);
}

/** The nearest-rank quantile: the smallest value with this share of the values at or below it. */
function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** The queue until the last person is called, at most to twice the window. */
function curve(
  input: RehearsalInput,
  mornings: readonly Morning[],
  { cleared }: LaneOutcome,
): Rehearsal['queue'] {
  const { window } = input;
  const end = window === 0 ? cleared : Math.min(2 * window, Math.max(window, cleared));
  const step = end / steps;
  const waiting = new Float64Array(steps + 1);
  for (const one of mornings) {
    const calls = callTimes(one, lanesWith(input, input.lanes));
    let came = 0;
    let called = 0;
    for (let point = 0; point <= steps; point += 1) {
      const at = point * step;
      while ((one.arrivals[came] ?? Infinity) <= at) came += 1;
      while ((calls[called] ?? Infinity) <= at) called += 1;
      waiting[point] = (waiting[point] ?? 0) + (came - called) / mornings.length;
    }
  }
  return { step, people: Array.from(waiting) };
}

/**
 * The smallest count up to `most` that fits; null if none does. If a count fits, every larger one
 * must fit too. A good guess only saves time.
 */
function fewest(fits: (count: number) => boolean, most: number, guess: number): number | null {
  let tooFew = 0;
  let enough = Math.min(most, Math.max(1, guess));
  while (!fits(enough)) {
    if (enough === most) return null;
    tooFew = enough;
    enough = Math.min(most, enough * 2);
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fits(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
