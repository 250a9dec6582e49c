import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { Digest } from '../digest.ts';
import { type Cell, figure, plain, type ReportBody, sum, text } from '../report.ts';

const words = {
  en: {
    title: 'Service time by station',
    columns: [
      'Day',
      'Station',
      'Check-ins',
      'From one to the next',
      'To the printed badge',
      'To the badge in hand',
      'An hour',
    ],
    note: 'Medians in seconds. “From one to the next” leaves out pauses of more than ten minutes; badges printed ahead are left out of the others. “An hour” is what the station could do without a pause.',
    total: 'Total',
    empty: 'Nobody was checked in at a registration desk.',
  },
  fr: {
    title: 'Temps de service par poste',
    columns: [
      'Jour',
      'Poste',
      'Enregistrements',
      'De l’un au suivant',
      'Au badge imprimé',
      'Au badge remis',
      'Par heure',
    ],
    note: 'Médianes en secondes. «\u202FDe l’un au suivant\u202F» ne compte pas les pauses de plus de dix minutes\u202F; les badges imprimés d’avance sont exclus des autres. «\u202FPar heure\u202F»\u202F: ce que le poste ferait sans pause.',
    total: 'Total',
    empty: 'Personne n’a été enregistré à l’accueil.',
  },
};

/** Milliseconds. A longer time is a pause, not a service. */
const maxService = 10 * 60_000;

interface Lane {
  day: string;
  station: string;
  /** When each person was admitted, UTC milliseconds. */
  admitted: number[];
  toPrinted: number[];
  toHand: number[];
}

/** Measured service times at the registration desks, by day and station. */
export function lanes(digest: Digest): ReportBody {
  const said = words[digest.language];
  const rows = lanesOf(digest).map(({ day, station, admitted, toPrinted, toHand }): Cell[] => {
    const between = betweenOf(admitted);
    const hourly = between === null || between === 0 ? null : Math.round(3600 / between);
    const medians = [between, secondsOf(median(toPrinted)), secondsOf(median(toHand))];
    return [day, digest.stationName(station), admitted.length, ...medians, hourly];
  });
  return {
    title: said.title,
    columns: said.columns.map((title, i) => (i < 2 ? text(title, 20) : figure(title, 14))),
    sections: plain(rows),
    notes: [said.note],
    totals: rows.length === 0 ? null : [said.total, null, sum(rows, 2), null, null, null, null],
    empty: said.empty,
  };
}

function lanesOf(digest: Digest): Lane[] {
  const { event } = digest.input;
  const desks = new Set(
    event.checkpoints.filter(({ kind }) => kind === 'registration').map(({ id }) => id),
  );
  const printed = firstTimes(digest, 'badge-printed');
  const handed = firstTimes(digest, 'badge-handed-over');
  const serialOf = new Map<string, string>();
  for (const fact of digest.facts('badge-issued')) {
    const { delegateId, badgeSerial } = fact;
    if (delegateId === null || badgeSerial === null) continue;
    if (payloadText(fact, 'reason') === 'first') serialOf.set(delegateId, badgeSerial);
  }
  const lanesByKey = new Map<string, Lane>();
  for (const { delegateId, checkpoint, localDay, station, wall } of digest.standing) {
    if (!desks.has(checkpoint)) continue;
    const key = `${localDay} ${station}`;
    const lane = lanesByKey.get(key) ?? newLane(localDay, station);
    lanesByKey.set(key, lane);
    lane.admitted.push(wall);
    const serial = serialOf.get(delegateId) ?? '';
    note(lane.toPrinted, wall, printed.get(serial));
    note(lane.toHand, wall, handed.get(serial));
  }
  return [...lanesByKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lane]) => lane);
}

function newLane(day: string, station: string): Lane {
  return { day, station, admitted: [], toPrinted: [], toHand: [] };
}

/** Ignores a step that began before the person came, or that lasted like a pause. */
function note(steps: number[], from: number, until: number | undefined): void {
  if (until !== undefined && until >= from && until - from <= maxService) steps.push(until - from);
}

function firstTimes(
  digest: Digest,
  type: 'badge-printed' | 'badge-handed-over',
): Map<string, number> {
  const times = new Map<string, number>();
  for (const { badgeSerial, wall } of digest.facts(type)) {
    if (badgeSerial !== null && !times.has(badgeSerial)) times.set(badgeSerial, wall);
  }
  return times;
}

/** Median seconds from one person to the next; null if there is only one. */
function betweenOf(admitted: readonly number[]): number | null {
  const sorted = admitted.toSorted((a, b) => a - b);
  const steps = sorted.slice(1).map((wall, i) => wall - (sorted[i] ?? wall));
  return secondsOf(median(steps.filter((step) => step <= maxService)));
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function secondsOf(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds / 1000);
}
