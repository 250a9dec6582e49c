import type { OrderedFact } from '../ledger/attendance.ts';
import { dayClosedOf, findingOf } from './close-fact.ts';
import type { DayReport } from './report.ts';

/** A fact with its place in the order in which a machine came to hold it. */
export interface PlacedFact {
  fact: OrderedFact;
  seq: number;
}

/**
 * How many facts about a day came after its last report: facts of the day itself, about one of its
 * facts, about a finding of its close, and the close of a station that was not proven then. Any of
 * them reopens the day.
 *
 * @param last the report, the place of the last fact that it knew of, and facts that are
 * disregarded now, each with the place of the order: those of the day that the report counted
 * reopen it as well
 */
export function countLate(
  facts: readonly PlacedFact[],
  last: {
    report: Pick<DayReport, 'day' | 'stations'>;
    seq: number;
    disregarded?: readonly PlacedFact[];
  },
): number {
  const { day, stations } = last.report;
  const later = [...facts, ...(last.disregarded ?? [])].filter(({ seq }) => seq > last.seq);
  if (later.length === 0) return 0;
  const doubtful = stations.filter(({ verdict }) => verdict !== 'proven');
  const notProven = new Set(doubtful.map(({ station }) => station));
  const ofDay = new Set(
    facts.filter(({ fact }) => fact.localDay === day).map(({ fact }) => fact.id),
  );
  return later.filter(({ fact }) => {
    const closed = dayClosedOf(fact);
    if (closed !== null) return closed.day >= day && notProven.has(fact.station);
    if (fact.localDay === day || findingOf(fact)?.day === day) return true;
    return fact.targetId !== null && ofDay.has(fact.targetId);
  }).length;
}
