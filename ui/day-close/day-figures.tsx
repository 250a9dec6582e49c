import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SummaryFigure } from '../../domain/day-close/open-items.ts';
import { versionsText } from '../../domain/event/event-version.ts';
import { useFormats } from '../formats.ts';
import './day-figures.css';

interface DayFiguresProps {
  /** The worst first. */
  summary: readonly SummaryFigure[];
  day: { persons: number; eventVersions: Parameters<typeof versionsText>[0] };
  /** Further figures that only this page has. */
  others: readonly { label: string; value: string }[];
}

/** The day in a few figures: what needs attention first. */
export function DayFigures({
  summary,
  day: { persons, eventVersions },
  others,
}: DayFiguresProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <dl className="day-figures flex flex-wrap gap-px bg-line overflow-hidden border rounded-lg">
      {summary.map(({ kind, count, tone }) => (
        <Figure key={kind} label={t(`day.figures.${kind}`)} value={number(count)} tone={tone} />
      ))}
      <Figure label={t('day.figures.persons')} value={number(persons)} />
      <Figure label={t('day.figures.event')} value={versionsText(eventVersions)} />
      {others.map(({ label, value }) => (
        <Figure key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function Figure({
  label,
  value,
  tone = 'calm',
}: {
  label: string;
  value: string;
  tone?: SummaryFigure['tone'];
}): ReactNode {
  return (
    <div
      className="grow basis-36 flex flex-col gap-0.5 justify-between px-4 py-3 bg-surface"
      data-tone={tone}
    >
      <dt className="small">{label}</dt>
      <dd className="figures text-xl font-bold tracking-tight">{value}</dd>
    </div>
  );
}
