import { CheckCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayStatus } from '../../domain/day-close/status.ts';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { VerdictChip } from '../../ui/verdict-chip.tsx';
import {
  matterKinds,
  mattersOf,
  notedStations,
  openMatters,
  openOfDay,
  openStations,
  useKindWords,
} from './matters.ts';
import { summaryOf } from './steps.ts';
import './stays-open.css';

/** The list of what the report will show as open, or that nothing is open. */
export function StaysOpen({ status }: { status: DayStatus }): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  const kindWords = useKindWords();
  const open = openMatters(mattersOf(status));
  const groups = matterKinds
    .map((kind) => ({ kind, count: open.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0);
  const stations = openStations(status);
  const verdicts = (['broken', 'open'] as const)
    .map((verdict) => ({
      verdict,
      names: stations.filter((one) => one.verdict === verdict).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
  const noted = notedStations(status);
  if (openOfDay(status) === 0) {
    const isWell = summaryOf(status, null).every(({ tone }) => tone === 'go');
    return (
      <Note
        tone={isWell ? 'go' : 'look'}
        icon={isWell ? <CheckCheck /> : <CircleDashed />}
        title={t('dayClose.close.nothingOpen')}
      >
        <p>
          {noted === 0
            ? t('dayClose.close.nothingOpenHint')
            : t('dayClose.close.notedHint', { count: noted, number: number(noted) })}
        </p>
      </Note>
    );
  }
  return (
    <div className="stays-open grid gap-2 px-4 py-3 rounded-md bg-look-soft text-look-ink">
      <p className="text-sm font-bold">{t('dayClose.close.staysOpen')}</p>
      <ul className="grid gap-1">
        {verdicts.map(({ verdict, names }) => (
          <li className="flex flex-wrap gap-x-3 gap-y-1 items-baseline" key={verdict}>
            <span className="figures min-w-8 font-bold text-end">{number(names.length)}</span>
            <VerdictChip verdict={verdict} />
            <bdi>{list(names)}</bdi>
          </li>
        ))}
        {groups.map(({ kind, count }) => (
          <li className="flex flex-wrap gap-x-3 gap-y-1 items-baseline" key={kind}>
            <span className="figures min-w-8 font-bold text-end">{number(count)}</span>
            {kindWords(kind)}
          </li>
        ))}
      </ul>
    </div>
  );
}
