import type { DayStatus } from '../../domain/day-close/status.ts';
import type { StaysOpenProps } from '../../ui/day-close/stays-open.tsx';
import { judged, matterKinds, mattersOf, openMatters, useKindWords } from './matters.ts';
import { summaryOf } from './steps.ts';

/** What the report of the day will show as open. */
export function useStaysOpen(status: DayStatus): StaysOpenProps {
  const kindWords = useKindWords();
  const open = openMatters(mattersOf(status));
  return {
    stations: status.stations.map(judged),
    items: matterKinds
      .map((kind) => ({
        kind,
        label: kindWords(kind),
        count: open.filter((one) => one.kind === kind).length,
      }))
      .filter(({ count }) => count > 0),
    isWell: summaryOf(status, null).every(({ tone }) => tone === 'go'),
  };
}
