import type { Digest } from '../digest.ts';
import { type Cell, figure, plain, type ReportBody, text } from '../report.ts';
import { firstArrivals } from './attendance.ts';

const words = {
  en: {
    title: 'Arrivals per 15 minutes',
    columns: { day: 'Day', from: 'From', until: 'Until', arrivals: 'Arrivals', soFar: 'So far' },
    note: 'A person arrives with the first check-in of the day. Times are local times of the event.',
    total: 'Total',
    empty: 'Nobody has come yet.',
  },
  fr: {
    title: 'Arrivées par quart d’heure',
    columns: { day: 'Jour', from: 'De', until: 'À', arrivals: 'Arrivées', soFar: 'Cumul' },
    note: 'Une personne arrive avec le premier enregistrement du jour. Les heures sont celles du lieu de l’événement.',
    total: 'Total',
    empty: 'Personne n’est encore arrivé.',
  },
};

const quarter = 15 * 60_000;
/** A longer quiet period (a night, or a mistyped hour) is left out instead of filled with zeros. */
const maxQuiet = 4 * 60 * 60_000;

/**
 * How many people arrived in each quarter of an hour, from the first to the last of each day.
 * Counted in UTC and shown in the event's time zone, whose offset is a multiple of a quarter of an
 * hour in every country.
 */
export function arrivals(digest: Digest): ReportBody {
  const said = words[digest.language];
  const byDay = new Map<string, Map<number, number>>();
  for (const times of firstArrivals(digest).values()) {
    for (const [day, wall] of times) {
      const counts = byDay.get(day) ?? new Map<number, number>();
      const slot = Math.floor(wall / quarter) * quarter;
      byDay.set(day, counts.set(slot, (counts.get(slot) ?? 0) + 1));
    }
  }
  const rows = [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, counts]) => rowsOfDay(digest, day, counts));
  const total = rows.reduce((all, row) => all + (typeof row[3] === 'number' ? row[3] : 0), 0);
  const { day, from, until, arrivals: people, soFar } = said.columns;
  return {
    title: said.title,
    columns: [
      text(day, 14),
      text(from, 10),
      text(until, 10),
      figure(people, 12),
      figure(soFar, 12),
    ],
    sections: plain(rows),
    notes: [said.note],
    totals: rows.length === 0 ? null : [said.total, null, null, total, null],
    empty: said.empty,
  };
}

function rowsOfDay(digest: Digest, day: string, counts: ReadonlyMap<number, number>): Cell[][] {
  const { time } = digest.moments;
  const rows: Cell[][] = [];
  let soFar = 0;
  let before: number | null = null;
  for (const slot of [...counts.keys()].sort((a, b) => a - b)) {
    const isQuiet = before !== null && slot - before > maxQuiet;
    const first = before === null || isQuiet ? slot : before + quarter;
    for (let each = first; each <= slot; each += quarter) {
      const count = counts.get(each) ?? 0;
      soFar += count;
      rows.push([day, time(each), time(each + quarter), count, soFar]);
    }
    before = slot;
  }
  return rows;
}
