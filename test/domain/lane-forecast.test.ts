import { expect, test } from 'vitest';
import { arrivalsByQuarter, quarterHour } from '../../domain/base/quarters.ts';
import {
  forecastLanes,
  type LaneAdmission,
  laneRules,
  measureService,
} from '../../domain/printing/lane-forecast.ts';

const nine = Date.parse('2018-10-02T07:00:00Z');

/** Admissions at one station, with so many seconds between them. */
function lane(station: string, from: number, seconds: readonly number[]): LaneAdmission[] {
  const walls = [from];
  for (const gap of seconds) walls.push((walls.at(-1) ?? from) + gap * 1000);
  return walls.map((wall) => ({ station, wall }));
}

const steady = (station: string, gap: number, count: number): LaneAdmission[] =>
  lane(
    station,
    nine,
    Array.from({ length: count }, () => gap),
  );

test('service is the middle gap between two admissions at the same station', () => {
  const gaps = [20, 30, 40, 50, 60, 20, 30, 40, 50];
  const measured = measureService(lane('a', nine, gaps));
  expect(measured).toEqual({ samples: 9, median: 40, slow: 50 });
  // Whatever the order of the facts and the other stations' admissions.
  const mixed = [...lane('a', nine, gaps), ...lane('b', nine + 7_000, gaps)].reverse();
  expect(measureService(mixed)).toEqual({ samples: 18, median: 40, slow: 50 });
});

test('a pause is no service, a group checked in at once neither, and too few gaps say nothing', () => {
  const work = [30, 30, 30, 30, 30, 30, 30, 30];
  expect(measureService(lane('a', nine, [...work, 181, 3_600, 1])).samples).toBe(8);
  expect(measureService(lane('a', nine, work.slice(1)))).toEqual({
    samples: 7,
    median: null,
    slow: null,
  });
  expect(measureService([])).toEqual({ samples: 0, median: null, slow: null });
});

test('three full lanes ask for the fourth', () => {
  // Each admits every 40 seconds without a pause: 22 or 23 in a quarter of an hour.
  const today = [...steady('a', 40, 30), ...steady('b', 40, 30), ...steady('c', 40, 30)];
  const now = nine + 20 * 60_000;
  const forecast = forecastLanes({
    today,
    dayBefore: null,
    notArrived: 400,
    service: measureService(today),
    now,
  });
  expect(forecast).toMatchObject({
    verdict: 'open-more',
    openLanes: 3,
    neededLanes: 4,
    lastQuarter: 69,
    expected: 69,
    expectedFrom: 'last-quarter',
  });
  // The formula of the guide, by hand: 69 arrivals of 40 s in 900 s, at most 0.8 full.
  expect(Math.ceil((69 * 40) / (900 * 0.8))).toBe(4);
});

test('the day before asks for lanes ahead of a rush, and a calm desk may lose one', () => {
  const today = [...steady('a', 90, 10), ...steady('b', 90, 10)];
  const now = nine + quarterHour;
  const service = { samples: 20, median: 45, slow: 60 };
  expect(forecastLanes({ today, dayBefore: 80, notArrived: 400, service, now })).toMatchObject({
    verdict: 'open-more',
    expected: 80,
    expectedFrom: 'day-before',
    neededLanes: 5,
  });
  const calm = forecastLanes({
    today: [...lane('a', nine, [300]), ...lane('b', nine, [300])],
    dayBefore: 3,
    notArrived: 400,
    service,
    now: nine + 10 * 60_000,
  });
  expect(calm).toMatchObject({ verdict: 'close-one', openLanes: 2, neededLanes: 1, expected: 4 });
  expect(calm.utilisation).toBeCloseTo((4 * 45) / 900 / 2);
});

test('never more people are expected than have not come', () => {
  const today = [...steady('a', 40, 30), ...steady('b', 40, 30)];
  const now = nine + 20 * 60_000;
  const of = { today, dayBefore: 80, service: measureService(today), now };
  expect(forecastLanes({ ...of, notArrived: 12 })).toMatchObject({
    expected: 12,
    expectedFrom: 'not-arrived',
    neededLanes: 1,
  });
  expect(forecastLanes({ ...of, notArrived: 0 })).toMatchObject({
    expected: 0,
    expectedFrom: 'nothing',
  });
});

test('without a measure there is no advice, and one lane that suffices stays open', () => {
  const today = lane('a', nine, [60]);
  const now = nine + 120_000;
  const service = measureService(today);
  const known = { samples: 20, median: 45, slow: 60 };
  const verdict = (change: object): string =>
    forecastLanes({ today, dayBefore: null, notArrived: 400, service: known, now, ...change })
      .verdict;
  expect(verdict({ service })).toBe('unknown');
  expect(verdict({})).toBe('enough');
  expect(verdict({ today: [] })).toBe('unknown');
  expect(verdict({ now: now + laneRules.quarter })).toBe('unknown');
});

test('quarters of an hour stand without a gap, to the last arrival or to now', () => {
  const times = [nine + 1, nine + quarterHour * 2, nine + quarterHour - 1];
  const isOfDay = (time: number): boolean => Math.abs(time - nine) < 12 * 3_600_000;
  const quarters = [
    { from: nine, arrivals: 2 },
    { from: nine + quarterHour, arrivals: 0 },
    { from: nine + quarterHour * 2, arrivals: 1 },
  ];
  expect(arrivalsByQuarter(times, null, isOfDay)).toEqual({ quarters, outside: 0 });
  const later = arrivalsByQuarter(times, nine + quarterHour * 3 + 5, isOfDay);
  expect(later.quarters).toHaveLength(4);
  expect(arrivalsByQuarter([], nine, isOfDay)).toEqual({ quarters: [], outside: 0 });
  // Clocks that are years off, either way, hide no station.
  const wrong = [0, nine * 40, ...times];
  expect(arrivalsByQuarter(wrong, null, isOfDay)).toEqual({ quarters, outside: 2 });
  expect(arrivalsByQuarter([0], nine, isOfDay)).toEqual({ quarters: [], outside: 1 });
});
