import { createHash } from 'node:crypto';
import type { DayReport } from '../../../domain/day-close/report.ts';
import { truthOf } from '../check-folds.ts';
import type { Venue } from './venue.ts';

/** What a day's report must say of attendance. */
export type TrueDay = Pick<DayReport, 'admissions' | 'persons' | 'attendanceDigest'> & {
  /** Ids of the further admissions, sorted. */
  further: string[];
  total: Record<string, number>;
  /** Registered and present, by delegation. */
  byDelegation: Record<string, { registered: number; present: number }>;
};

/**
 * Works a day out from what was committed at the stations and from the test's own list of registrations, by
 * counting: nothing of the product's folds, stores or sync has a part in it.
 *
 * @param isKnown of which facts the hub can know; all of them unless a disk was lost
 */
export function trueDay(
  venue: Venue,
  day: string,
  isKnown: (fact: { kiosk: string; kseq: number }) => boolean = () => true,
): TrueDay {
  const facts = [...venue.world.book.rows.values()]
    .filter(isKnown)
    .map((fact) => ({ ...fact, effective: fact.hlc }));
  const { standing, undone, duplicates } = truthOf(
    facts.filter(({ type, localDay }) => type !== 'admitted' || localDay === day),
  );
  const further = duplicates.map((pair) => pair.split(' ')[1] ?? '').sort();
  const taken = new Map<string, { admitted: number; further: number; undone: number }>();
  const add = (id: string, what: 'admitted' | 'further' | 'undone'): void => {
    const checkpoint = venue.world.book.rows.get(id)?.checkpoint ?? '';
    const row = taken.get(checkpoint) ?? { admitted: 0, further: 0, undone: 0 };
    row[what] += 1;
    taken.set(checkpoint, row);
  };
  for (const id of undone) add(id, 'undone');
  const first = new Set<string>();
  const present = new Set<string>();
  for (const id of standing) {
    const { checkpoint, delegateId } = venue.world.book.rows.get(id) ?? {};
    present.add(delegateId ?? '');
    first.add(`${checkpoint} ${delegateId}\n`);
    add(id, further.includes(id) ? 'further' : 'admitted');
  }
  const digest = createHash('sha256')
    .update([...first].sort().join(''))
    .digest('hex');
  return {
    admissions: [...taken]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([checkpoint, row]) => ({ checkpoint, ...row })),
    persons: present.size,
    attendanceDigest: digest,
    further,
    ...balanceOf(venue, present),
  };
}

function balanceOf(
  { roster, walkIns }: Venue,
  present: ReadonlySet<string>,
): Pick<TrueDay, 'total' | 'byDelegation'> {
  const total: Record<string, number> = {
    ...{ registered: 0, walkIns: 0, present: 0, notArrived: 0 },
    ...{ cancelled: 0, pending: 0, revoked: 0, replaced: 0, gaps: 0 },
  };
  const byDelegation: TrueDay['byDelegation'] = {};
  const one = (name: string): void => {
    total[name] = (total[name] ?? 0) + 1;
  };
  for (const [id, { delegation, status, replaced }] of roster) {
    const line = byDelegation[delegation] ?? { registered: 0, present: 0 };
    byDelegation[delegation] = line;
    const isPresent = present.has(id);
    one('registered');
    line.registered += 1;
    if (walkIns.has(id)) one('walkIns');
    if (isPresent) {
      one('present');
      line.present += 1;
    }
    const isWithdrawn = status === 'cancelled' && replaced;
    if (status !== 'confirmed') one(isWithdrawn ? 'replaced' : status);
    else if (!isPresent) one('notArrived');
    if (isPresent && status !== 'confirmed') one('gaps');
  }
  return { total, byDelegation };
}

/** The same of a report, for comparison. */
export function reportedDay(report: DayReport): TrueDay {
  const { total, delegations } = report.balance;
  const { gaps, otherDays: _, ...figures } = total;
  return {
    admissions: report.admissions,
    persons: report.persons,
    attendanceDigest: report.attendanceDigest,
    further: report.further.map(({ fact }) => fact).sort(),
    total: { ...figures, gaps: Object.values(gaps).reduce((sum, gap) => sum + gap, 0) },
    byDelegation: Object.fromEntries(
      delegations.map(({ code, line }) => [
        code,
        { registered: line.registered, present: line.present },
      ]),
    ),
  };
}
