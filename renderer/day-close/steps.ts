import { daySummary, type SummaryFigure } from '../../domain/day-close/open-items.ts';
import type { DayStatus, ReportComparison } from '../../domain/day-close/status.ts';
import { judged, mattersOf, openMatters, openStations } from './matters.ts';

export const steps = ['send', 'look', 'stations', 'close'] as const;
export type Step = (typeof steps)[number];

/** `done`: nothing left to do; `asks`: needs attention; `broken`: records contradict each other. */
export type StepState = 'done' | 'asks' | 'broken' | 'waits';

/** Number of records that have arrived from all stations, and the minimum that must exist. */
export function sent({ stations }: DayStatus): { here: number; atLeast: number } {
  return stations.reduce(
    (sum, { held, atLeast }) => ({
      here: sum.here + held,
      atLeast: sum.atLeast + Math.max(held, atLeast),
    }),
    { here: 0, atLeast: 0 },
  );
}

/**
 * Number of records known to exist that have not arrived: at the hub from other stations, or from
 * here.
 */
export function missingRecords(status: DayStatus): number {
  const { here, atLeast } = sent(status);
  return Math.max(atLeast - here, status.push.waiting);
}

/**
 * The figures that summarise the day, the worst first.
 *
 * @param copy null until the comparison is complete
 */
export function summaryOf(status: DayStatus, copy: ReportComparison | null): SummaryFigure[] {
  const stationsWith = (isWanted: (kind: string) => boolean): number =>
    new Set(copy?.findings.filter(({ kind }) => isWanted(kind)).map(({ station }) => station)).size;
  return daySummary({
    stations: status.stations.map(judged),
    items: openMatters(mattersOf(status)).length,
    missing: missingRecords(status),
    copy: {
      contradicts: stationsWith((kind) => kind !== 'behind'),
      lacks: stationsWith((kind) => kind === 'behind'),
    },
  });
}

export function stepStates(status: DayStatus): Record<Step, StepState> {
  const isSent = missingRecords(status) === 0;
  const open = openStations(status);
  // A station that was never asked to close its day only lacks that request.
  const isAsked = status.hub === null || status.calledAt !== null || open.length === 0;
  return {
    send: isSent && isAsked ? 'done' : 'asks',
    look: openMatters(mattersOf(status)).length === 0 ? 'done' : 'asks',
    stations:
      open.length === 0
        ? 'done'
        : open.some(({ verdict }) => verdict === 'broken')
          ? 'broken'
          : 'asks',
    close: status.state === 'closed' ? 'done' : status.state === 'reopened' ? 'asks' : 'waits',
  };
}

/** The first step that needs attention; the last if none does, or if the day was closed before. */
export function firstStep(status: DayStatus): Step {
  if (status.state !== 'open') return 'close';
  const states = stepStates(status);
  return steps.find((step) => states[step] !== 'done') ?? 'close';
}

/** Only the hub can close the day of a desk that belongs to one, so the hub must answer. */
export function canClose({ source, hub }: DayStatus): boolean {
  return hub === null || source === 'hub';
}
