import type { PrintJobState } from '../../domain/printing/print-job.ts';
import type { HistoryJob } from '../../preload/contract/printing.ts';

export const historyFilters = ['all', 'printed', 'sent', 'question', 'failed', 'open'] as const;
export type HistoryFilter = (typeof historyFilters)[number];

/** Only confirmed prints, and those an operator saw, count as printed. */
export function filterOf(state: PrintJobState): Exclude<HistoryFilter, 'all'> {
  switch (state) {
    case 'confirmed':
    case 'came-out':
      return 'printed';
    case 'sent':
    case 'spooled':
      return 'sent';
    case 'failed-partial':
    case 'unknown':
      return 'question';
    case 'did-not-come-out':
    case 'cancelled':
      return 'failed';
    case 'queued':
    case 'held':
    case 'sending':
    case 'awaiting':
      return 'open';
  }
}

export function narrowed(jobs: readonly HistoryJob[], filter: HistoryFilter): HistoryJob[] {
  return jobs.filter(({ state }) => filter === 'all' || filterOf(state) === filter);
}

/** Seconds from start to end of the last attempt; null while it runs, or without an attempt. */
export function lastDuration({ attempts }: HistoryJob): number | null {
  const last = attempts.at(-1);
  if (last === undefined || last.endedAt === null) return null;
  return Math.max(0, last.endedAt - last.startedAt) / 1000;
}
