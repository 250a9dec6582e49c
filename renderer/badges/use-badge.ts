import type { BadgeSummary } from '../../preload/contract/check-in.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { useAnswer } from '../base/page-client.ts';

interface LiveBadge {
  badge: BadgeSummary | null;
  job: PrintJobView | null;
}

/**
 * A delegate's badge and its print job, kept live. Without a serial, it is the newest badge that
 * still counts; likewise once another print has replaced the named badge.
 */
export function useBadge(delegateId: string | null, serialText: string | null): LiveBadge {
  const detail = useAnswer('getDelegate', [{ id: delegateId ?? '' }], {
    renewOn: ['printJobsChanged', 'countsChanged'],
    when: delegateId !== null,
  });
  const jobs = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const badges = detail.value?.badges ?? [];
  const last = newest(badges.filter((one) => one.state !== 'stale' && one.state !== 'not-printed'));
  const named = badges.find((one) => one.serialText === serialText) ?? null;
  const isReplaced = named !== null && last !== null && last.issuedAt > named.issuedAt;
  const badge = serialText === null || isReplaced ? last : named;
  const serial = badge?.serialText ?? serialText;
  const job = jobs.value?.find((one) => one.serialText === serial && serial !== null) ?? null;
  return { badge, job };
}

function newest(badges: readonly BadgeSummary[]): BadgeSummary | null {
  return badges.reduce<BadgeSummary | null>(
    (last, one) => (last === null || one.issuedAt > last.issuedAt ? one : last),
    null,
  );
}
