import type { LocalDay } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { Digest } from '../digest.ts';
import {
  type Cell,
  figure,
  heading,
  namePartCells,
  namePartColumns,
  type ReportBody,
  sectioned,
  text,
} from '../report.ts';

const words = {
  en: {
    title: 'Attendance by person and day',
    columns: {
      delegation: 'Delegation',
      name: 'Name',
      administration: 'Administration',
      days: 'Days',
    },
    note: 'Each time is that of the day’s first check-in, at any checkpoint.',
    total: 'Persons present',
    empty: 'Nobody is registered.',
  },
  fr: {
    title: 'Présence par personne et par jour',
    columns: {
      delegation: 'Délégation',
      name: 'Nom',
      administration: 'Administration',
      days: 'Jours',
    },
    note: 'Chaque heure est celle du premier enregistrement du jour, à n’importe quel point de contrôle.',
    total: 'Personnes présentes',
    empty: 'Personne n’est inscrit.',
  },
};

/**
 * Person × day: when each person first came. Lists everyone expected or present, unknown people
 * last.
 */
export function attendance(digest: Digest): ReportBody {
  const said = words[digest.language];
  const arrivals = firstArrivals(digest);
  const days = daysOf(digest);
  const isOnIt = ({ id, status }: Delegate): boolean => status === 'confirmed' || arrivals.has(id);
  const known = digest.roster.filter(isOnIt).map(({ id, delegation, administration }) => ({
    id,
    delegation: digest.delegationName(delegation),
    administration,
  }));
  const strangers = [...arrivals.keys()].filter((id) => digest.delegate(id) === undefined).sort();
  const unknown = strangers.map((id) => ({
    id,
    delegation: digest.unknownPerson,
    administration: '',
  }));
  const perDay = days.map((day) => countOf(arrivals, (times) => times.has(day)));
  return {
    title: said.title,
    groupColumn: 0,
    columns: [
      heading(said.columns.delegation, 24),
      text(said.columns.name, 36),
      text(said.columns.administration, 30),
      ...days.map((day) => figure(day, 11)),
      figure(said.columns.days, 8),
      ...namePartColumns(digest.language),
    ],
    sections: sectioned(
      [...known, ...unknown],
      ({ delegation }) => delegation,
      ({ id, delegation, administration }): Cell[] => {
        const times = arrivals.get(id);
        const cells = days.map((day) => {
          const wall = times?.get(day);
          return wall === undefined ? '' : digest.moments.time(wall);
        });
        const names = namePartCells(digest.delegate(id));
        return [
          delegation,
          digest.nameOf(id),
          administration,
          ...cells,
          times?.size ?? 0,
          ...names,
        ];
      },
    ),
    notes: [said.note],
    totals: ['', said.total, null, ...perDay, arrivals.size, ...namePartCells()],
    empty: said.empty,
  };
}

/** For everyone who came: the first time of each day, UTC milliseconds. */
export function firstArrivals({ standing }: Digest): Map<string, Map<LocalDay, number>> {
  const arrivals = new Map<string, Map<LocalDay, number>>();
  for (const { delegateId, localDay, wall } of standing) {
    const times = arrivals.get(delegateId) ?? new Map<LocalDay, number>();
    arrivals.set(delegateId, times.set(localDay, Math.min(wall, times.get(localDay) ?? wall)));
  }
  return arrivals;
}

/** The reported day. For the whole event its days, and any other day with an admission. */
function daysOf({ input, standing }: Digest): LocalDay[] {
  if (input.day !== null) return [input.day];
  return [...new Set([...input.event.days, ...standing.map(({ localDay }) => localDay)])].sort();
}

function countOf<T>(items: ReadonlyMap<string, T>, counts: (item: T) => boolean): number {
  let count = 0;
  for (const item of items.values()) if (counts(item)) count += 1;
  return count;
}
