// clock: figures of the pace of lanes by the times of check-ins.

import { groupBy } from '../../domain/base/group-by.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { Lanes } from '../../domain/organiser/figures.ts';
import {
  forecastLanes,
  type LaneAdmission,
  laneRules,
  measureService,
} from '../../domain/printing/lane-forecast.ts';
import type { Books } from './books.ts';
import { balanceOf, basisOf, type FigureRequest } from './figures.ts';

export type StationNames = ReadonlyMap<string, { name: string; mode: StationMode }>;

/** The lanes of one checkpoint and whether they suffice (domain/printing/lane-forecast.ts). */
export function lanesOf(
  books: Books,
  { day, now }: FigureRequest,
  checkpoint: string,
  stations: StationNames,
): Lanes {
  const admissions = admissionsAt(books, day, checkpoint);
  const isToday = localDayOf(now, books.event) === day;
  const recent = admissions.filter(({ wall }) => wall > now - laneRules.measured && wall <= now);
  const measuredNow = measureService(recent);
  // Early in the day, or after it, all of its admissions are used.
  const measured = isToday && measuredNow.median !== null ? recent : admissions;
  const service = measured === recent ? measuredNow : measureService(admissions);
  const forecast = forecastLanes({
    today: isToday ? admissions : [],
    dayBefore: isToday ? comingQuarterBefore(books, day, checkpoint, now) : null,
    notArrived: balanceOf(books, day).total.notArrived,
    service,
    now,
  });
  return {
    day,
    checkpoint,
    basis: basisOf(books, now),
    lanes: Array.from(
      groupBy(admissions, ({ station }) => station),
      ([station, own]) => laneOf(station, own, { measured, isToday, now, stations }),
    ).sort((a, b) => b.admissions - a.admissions || textOrder('en')(a.name, b.name)),
    service,
    measuredMinutes: measured === recent ? laneRules.measured / 60_000 : minutesOf(admissions),
    forecast: {
      verdict: isToday ? forecast.verdict : 'unknown',
      openLanes: forecast.openLanes,
      neededLanes: forecast.neededLanes,
      expected: forecast.expected,
      expectedFrom: forecast.expectedFrom,
      lastQuarter: forecast.lastQuarter,
      dayBefore: forecast.dayBefore,
      utilisation: forecast.utilisation,
      target: laneRules.target,
    },
  };
}

function laneOf(
  station: string,
  own: readonly LaneAdmission[],
  of: {
    measured: readonly LaneAdmission[];
    isToday: boolean;
    now: number;
    stations: StationNames;
  },
): Lanes['lanes'][number] {
  const lastAdmission = latest(own);
  const known = of.stations.get(station);
  return {
    station,
    name: known?.name ?? station,
    mode: known?.mode ?? 'desk',
    open: of.isToday && lastAdmission > of.now - laneRules.quarter,
    lastAdmission,
    admissions: own.length,
    service: measureService(of.measured.filter((one) => one.station === station)),
  };
}

/** Admissions without those typed in from paper, which took no lane's time when the person came. */
function admissionsAt(books: Books, day: LocalDay, checkpoint: string): LaneAdmission[] {
  const { fromPaper } = books.tallies;
  return books.attendance
    .ofDay(day)
    .standing.filter((one) => one.checkpoint === checkpoint && !fromPaper.has(one.id));
}

/** The previous event day's arrivals in the coming quarter of an hour; null on the first day. */
function comingQuarterBefore(
  books: Books,
  day: LocalDay,
  checkpoint: string,
  now: number,
): number | null {
  const before = books.event.days.filter((one) => one < day).at(-1);
  if (before === undefined) return null;
  // Calendar days of 24 hours: if the clocks change between the two, this is an hour off.
  const then = now - (Date.parse(day) - Date.parse(before));
  return admissionsAt(books, before, checkpoint).filter(
    ({ wall }) => wall > then && wall <= then + laneRules.quarter,
  ).length;
}

function minutesOf(admissions: readonly LaneAdmission[]): number {
  const earliest = admissions.reduce(
    (least, { wall }) => Math.min(least, wall),
    latest(admissions),
  );
  return Math.max(1, Math.round((latest(admissions) - earliest) / 60_000));
}

function latest(admissions: readonly LaneAdmission[]): number {
  return admissions.reduce((most, { wall }) => Math.max(most, wall), 0);
}
