import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsOfFour } from '../../domain/base/groups-of-four.ts';

/** "Complete as of 18:04, 5 of 6 stations proven" */
export function Completeness({
  proof: { proven, open, broken },
  issued,
}: {
  proof: { proven: number; open: number; broken: number };
  /** When the report was issued, in the words of the page. */
  issued: string;
}): ReactNode {
  const { t } = useTranslation();
  return t('day.report.complete', { time: issued, proven, count: proven + open + broken });
}

/** The first digits of a report's hash, which people compare by eye. */
export function ReportHash({ hash }: { hash: string }): ReactNode {
  return <bdi className="code whitespace-nowrap">{groupsOfFour(hash.slice(0, 16)).join(' ')}</bdi>;
}
