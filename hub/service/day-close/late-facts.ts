import { dayClosedOf, findingOf } from '../../../domain/day-close/close-fact.ts';
import type { SignedReport } from '../../../domain/day-close/report.ts';
import type { DayReportTable } from '../../store/tables.ts';
import type { PlacedFact } from './read-evidence.ts';
import { signedOf } from './reports.ts';

/**
 * How many facts about a day came after its last report: of the day itself, about one of its facts, words on what
 * its close found, and the close of a kiosk that was not proven then. Any of them reopens the day.
 */
export function countLate(facts: readonly PlacedFact[], row: DayReportTable): number {
  const { day } = row;
  const later = facts.filter(({ seq }) => seq > row.events_seq);
  if (later.length === 0) return 0;
  const doubtful = doubtfulKiosks(signedOf(row));
  const ofDay = new Set(
    facts.filter(({ fact }) => fact.localDay === day).map(({ fact }) => fact.id),
  );
  return later.filter(({ fact }) => {
    const closed = dayClosedOf(fact);
    if (closed !== null) return closed.day >= day && doubtful.has(fact.kiosk);
    if (fact.localDay === day || findingOf(fact)?.day === day) return true;
    return fact.targetId !== null && ofDay.has(fact.targetId);
  }).length;
}

function doubtfulKiosks({ report }: SignedReport): Set<string> {
  const doubtful = report.kiosks.filter(({ verdict }) => verdict !== 'proven');
  return new Set(doubtful.map(({ kiosk }) => kiosk));
}
