// clock: a forecast of the queue by the times of check-ins, and nothing else.

/** An admission at a registration desk, for the forecast. Entries from paper are left out. */
export interface LaneAdmission {
  station: string;
  /** UTC milliseconds. */
  wall: number;
}

/** Seconds that one person takes. */
export interface ServiceTime {
  samples: number;
  /** Null while there are fewer samples than {@link laneRules} requires. */
  median: number | null;
  /** Four of five people took no longer. */
  slow: number | null;
}

/** The constants of the forecast (docs/organiser-page.md). Milliseconds unless stated otherwise. */
export const laneRules = {
  /** How far the forecast looks ahead, and how far back "now" reaches. */
  quarter: 15 * 60_000,
  /** Service is measured over the last hour, because desks change between morning and afternoon. */
  measured: 60 * 60_000,
  /** A longer gap between two admissions means that the desk was idle. */
  maxGap: 180_000,
  /** A shorter gap means that a group was checked in at once. */
  minGap: 2_000,
  minSamples: 8,
  /** Max share of its time that a lane may be busy before people queue noticeably. */
  target: 0.8,
  /**
   * A lane is closed only if the load then stays below this, so that lanes do not open and close in
   * turn.
   */
  calm: 0.6,
} as const;

/**
 * Measures the seconds between consecutive admissions at one station. The gap includes service and
 * waiting, so it is right while people queue and too long while they come singly. Gaps above three
 * minutes are left out.
 *
 * @param admissions in any order
 */
export function measureService(admissions: readonly LaneAdmission[]): ServiceTime {
  const last = new Map<string, number>();
  const gaps: number[] = [];
  for (const { station, wall } of admissions.toSorted((a, b) => a.wall - b.wall)) {
    const before = last.get(station);
    last.set(station, wall);
    if (before === undefined) continue;
    const gap = wall - before;
    if (gap >= laneRules.minGap && gap <= laneRules.maxGap) gaps.push(gap / 1000);
  }
  const enough = gaps.length >= laneRules.minSamples;
  gaps.sort((a, b) => a - b);
  return {
    samples: gaps.length,
    median: enough ? quantile(gaps, 0.5) : null,
    slow: enough ? quantile(gaps, 0.8) : null,
  };
}

export type LaneVerdict = 'enough' | 'open-more' | 'close-one' | 'unknown';

export interface LaneForecast {
  verdict: LaneVerdict;
  openLanes: number;
  neededLanes: number | null;
  expected: number;
  expectedFrom: 'last-quarter' | 'day-before' | 'not-arrived' | 'nothing';
  lastQuarter: number;
  dayBefore: number | null;
  utilisation: number | null;
}

/**
 * Whether the open lanes suffice for the next quarter of an hour:
 *
 * `expected = min(not arrived, max(arrivals of the last quarter, the coming quarter of the day
 * before))`, `needed = ⌈expected × service ÷ (900 s × 0.8)⌉`.
 *
 * The queue of a lane that is busy for the share ρ of its time grows with ρ ÷ (1 − ρ) (M/M/1;
 * Kendall 1953). From 0.8 on it grows quickly, so the plan fills no lane above that. Arrivals are
 * measured as admissions. While people queue, fewer are admitted than come, but then the lanes are
 * full and the formula adds one.
 *
 * @param input.today admissions of today at one checkpoint, in any order
 * @param input.dayBefore arrivals in the coming quarter on the event's previous day; null on the
 * first day
 * @param input.notArrived people expected on the day who have not come
 * @param input.now UTC milliseconds
 */
export function forecastLanes(input: {
  today: readonly LaneAdmission[];
  dayBefore: number | null;
  notArrived: number;
  service: ServiceTime;
  now: number;
}): LaneForecast {
  const { dayBefore, notArrived, now } = input;
  const recent = input.today.filter(({ wall }) => wall <= now && wall > now - laneRules.quarter);
  const openLanes = new Set(recent.map(({ station }) => station)).size;
  const lastQuarter = recent.length;
  const rush = Math.max(lastQuarter, dayBefore ?? 0);
  const expected = Math.min(rush, notArrived);
  const { median } = input.service;
  /** Number of lanes that would be busy all the time. */
  const load = median === null ? null : (expected * median * 1000) / laneRules.quarter;
  const neededLanes = load === null ? null : Math.ceil(load / laneRules.target);
  return {
    verdict: verdictOf(openLanes, neededLanes, load),
    openLanes,
    neededLanes,
    expected,
    expectedFrom: sourceOf({ expected, rush, lastQuarter }),
    lastQuarter,
    dayBefore,
    utilisation: load === null || openLanes === 0 ? null : load / openLanes,
  };
}

function sourceOf(of: {
  expected: number;
  rush: number;
  lastQuarter: number;
}): LaneForecast['expectedFrom'] {
  if (of.expected === 0) return 'nothing';
  if (of.expected < of.rush) return 'not-arrived';
  return of.lastQuarter === of.expected ? 'last-quarter' : 'day-before';
}

function verdictOf(open: number, needed: number | null, load: number | null): LaneVerdict {
  if (needed === null || load === null) return 'unknown';
  if (needed > open) return 'open-more';
  if (open > 1 && load / (open - 1) < laneRules.calm) return 'close-one';
  return open === 0 ? 'unknown' : 'enough';
}

/** By linear interpolation between the closest ranks (Hyndman and Fan 1996, type 7). */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
