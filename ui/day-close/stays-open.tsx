import { CheckCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpenStation, type JudgedStation } from '../../domain/day-close/open-items.ts';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { VerdictChip } from '../verdict-chip.tsx';
import './stays-open.css';

export interface StaysOpenProps {
  stations: readonly (JudgedStation & { name: string })[];
  /** The open items of each kind, without the stations; kinds without an open item are left out. */
  items: readonly { kind: string; label: string; count: number }[];
  /** Whether every figure of the day's summary is green. */
  isWell: boolean;
}

/** The list of what the day's report will show as open, or that nothing is open. */
export function StaysOpen({ stations, items, isWell }: StaysOpenProps): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  const open = stations.filter(isOpenStation);
  const noted = stations.filter((one) => one.verdict !== 'proven' && one.isNoted);
  if (open.length === 0 && items.length === 0) {
    return (
      <Note
        tone={isWell ? 'go' : 'look'}
        icon={isWell ? <CheckCheck /> : <CircleDashed />}
        title={t('day.stays.nothing')}
      >
        <p>
          {noted.length === 0
            ? t('day.stays.nothingHint')
            : t('day.stays.notedHint', { count: noted.length, number: number(noted.length) })}
        </p>
      </Note>
    );
  }
  const verdicts = (['broken', 'open'] as const)
    .map((verdict) => ({ verdict, of: open.filter((one) => one.verdict === verdict) }))
    .filter(({ of }) => of.length > 0);
  return (
    <Note tone="look" icon={<CircleDashed />} title={t('day.stays.title')}>
      <ul className="stays-open bullets">
        {verdicts.map(({ verdict, of }) => (
          <li key={verdict}>
            {number(of.length)} <VerdictChip verdict={verdict} />{' '}
            <bdi>{list(of.map(({ name }) => name))}</bdi>
          </li>
        ))}
        {noted.length > 0 && (
          <li>
            {t('day.stays.noted', {
              count: noted.length,
              number: number(noted.length),
              names: list(noted.map(({ name }) => name)),
            })}
          </li>
        )}
        {items.map(({ kind, label, count }) => (
          <li key={kind}>
            {number(count)} {label}
          </li>
        ))}
      </ul>
    </Note>
  );
}
