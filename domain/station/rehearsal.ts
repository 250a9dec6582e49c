import type { ServiceTime } from '../printing/lane-forecast.ts';
import { assumedService } from './readiness.ts';

/** Lanes, or seconds a person takes, by the station's mode. */
export interface ByLane {
  desk: number;
  kiosk: number;
}

/** A first morning to simulate. Times in seconds. */
export interface RehearsalInput {
  people: number;
  lanes: ByLane;
  /** What one person takes on average. */
  seconds: ByLane;
  /** Standard deviation of the service time as a share of its mean. */
  spread: number;
  /** From the opening to the beginning of the first session; 0: everyone is there at once. */
  window: number;
  /** The wait that 95 of 100 people are to stay within. */
  limit: number;
}

/** How a number of lanes fares over all simulated mornings. Times in seconds. */
export interface LaneOutcome {
  lanes: number;
  /** Of everyone's wait, over all mornings. */
  median: number;
  p95: number;
  /** The longest queue of a morning and its time after the opening: the median of the mornings. */
  longest: number;
  longestAt: number;
  /** The share of people not yet called when the session begins. */
  stillWaiting: number;
  /** When the last one is called, after the opening: the median of the mornings. */
  cleared: number;
}

export interface Rehearsal {
  runs: number;
  /** Null without a lane: no one is served. */
  now: LaneOutcome | null;
  /** With one more of the desks, or of the kiosks where there is no desk. */
  oneMore: LaneOutcome;
  /** Fewest lanes within the limit; null if {@link rehearsalRules}.maxLanes are too few. */
  needed: number | null;
  /** People waiting, the mean of the mornings, at equal steps (seconds) from the opening on. */
  queue: { step: number; people: readonly number[] };
}

/** The numbers of the rehearsal. */
export const rehearsalRules = {
  /**
   * Seconds that a person takes before any were measured. Assumptions, which the page names: a
   * first-time user of a kiosk reads each screen.
   */
  seconds: { desk: assumedService, kiosk: 30 },
  /** The assumed {@link RehearsalInput.spread}, between M/D/1 (0) and M/M/1 (1). */
  spread: 0.5,
  /** The mean of so many intervals is within a fifth at 95 % confidence (1.96 × 0.5 ÷ √30). */
  leastSamples: 30,
  /** Arrivals peak when this part of the window has passed. */
  peak: 0.75,
  /** Assumed where the event names no session, in seconds. */
  window: 3_600,
  limit: 600,
  maxPeople: 100_000,
  maxLanes: 1_000,
  maxSeconds: 3_600,
} as const;

/** People simulated for one number of lanes: more mornings for few people, within about 0.2 s. */
const simulatedPeople = 200_000;
const runs = { least: 3, most: 200 };
/** Points of the curve. */
const steps = 48;

/**
 * What a person takes, from the median and the four-fifths quantile of measured intervals: of a
 * log-normal time with the median m, ln(slow ÷ m) = σ × 0.8416 and the mean is m × exp(σ² ÷ 2). Both
 * quantiles ignore the few intervals in which a lane had nobody to serve.
 *
 * @returns null while too few were measured
 */
export function measuredSeconds(
  service: ServiceTime,
): { samples: number; seconds: number; spread: number } | null {
  const { samples, median, slow } = service;
  if (samples < rehearsalRules.leastSamples || median === null || slow === null) return null;
  const variance = (Math.log(slow / median) / 0.8416) ** 2;
  return {
    samples,
    seconds: median * Math.exp(variance / 2),
    spread: Math.sqrt(Math.exp(variance) - 1),
  };
}

/**
 * Simulates the first morning: everyone comes between the opening and the session, waits in one
 * queue and goes to the first lane that is free. The same input gives the same result. Takes up to
 * seconds: not for a thread that has a page to draw.
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
    needed: fewest(fits, Math.min(people, rehearsalRules.maxLanes), leastWork(input)),
    queue: present === null ? { step: 0, people: [] } : curve(input, mornings, present),
  };
}

/** About as many lanes as get 95 of 100 called in time if none is ever idle: where to begin. */
function leastWork({ people, seconds, window, limit }: RehearsalInput): number {
  const fastest = Math.min(seconds.desk, seconds.kiosk);
  return Math.floor((0.9 * people * fastest) / (window + limit + 1));
}

/** Lanes in another number: desks are added and taken away, kiosks only where no desk is left. */
function lanesOf({ desk, kiosk }: ByLane, total: number): ByLane {
  if (desk === 0 && kiosk > 0) return { desk: 0, kiosk: total };
  const kiosks = Math.min(kiosk, total);
  return { desk: total - kiosks, kiosk: kiosks };
}

function runsFor(people: number): number {
  return Math.min(runs.most, Math.max(runs.least, Math.ceil(simulatedPeople / people)));
}

/** One morning's people in the order of their arrival. */
interface Morning {
  /** Seconds after the opening. */
  arrivals: Float64Array;
  /** Each one's service time as a multiple of the lane's mean. */
  work: Float64Array;
}

/**
 * Arrivals are a Poisson process whose rate rises evenly to the peak and falls to the session:
 * given their number, the times are independent with the rate as density (Ross, Introduction to
 * Probability Models, § 5.4). Service times are log-normal, as measured at service desks (Brown et
 * al., Statistical Analysis of a Telephone Call Center, JASA 100, 2005).
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

/** In order without sorting: sums of exponential gaps over their total (Devroye 1986, § V.3). */
function sortedUniforms(count: number, random: () => number): Float64Array {
  let sum = 0;
  const sums = new Float64Array(count).map(() => {
    sum -= Math.log(1 - random());
    return sum;
  });
  const total = sum - Math.log(1 - random());
  return sums.map((each) => each / total);
}

/** By Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 up to 1 that depend on the seed alone: mulberry32 (Tommy Ettinger, 2017). */
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
 * When each one is called, first come first served: never before the one who came earlier.
 *
 * @param arrivals in order
 * @param work each one's service time as a multiple of the lane's
 * @param lanes each lane's mean service time; at least one
 */
export function callTimes({ arrivals, work }: Morning, lanes: readonly number[]): Float64Array {
  // A heap: the lane that is free first is at the top.
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
    let longest = 0;
    let longestAt = 0;
    one.arrivals.forEach((arrival, index) => {
      const call = calls[index] ?? arrival;
      waits[run * people + index] = call - arrival;
      if (call > window) late += 1;
      while ((calls[called] ?? Infinity) <= arrival) called += 1;
      if (index + 1 - called > longest) {
        longest = index + 1 - called;
        longestAt = arrival;
      }
    });
    return { longest, longestAt, late, cleared: calls[people - 1] ?? 0 };
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
    longest: middle(({ longest }) => longest),
    longestAt: middle(({ longestAt }) => longestAt),
    stillWaiting: peaks.reduce((sum, { late }) => sum + late, 0) / waits.length,
    cleared: middle(({ cleared }) => cleared),
  };
}

/** Whether 95 of 100 wait no longer; counted without sorting, as a search asks it often. */
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

/** The smallest rank that has this part of the values below or at it. */
function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** The queue until the last one is called, at most to twice the window. */
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
 * The smallest count up to `most` that fits, where more always fit as well; null if none does. A
 * good guess only saves time.
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
