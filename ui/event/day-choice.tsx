import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../fields/select.tsx';
import { useFormats } from '../formats.ts';

/** The days of the event, and today if it is not one of them. */
export interface EventDays {
  /** Local days. */
  days: readonly string[];
  today: string;
}

/** The choices of a day, today marked. */
export function useDayChoices({ days, today }: EventDays): { id: string; label: string }[] {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  return [...new Set([...days, today])].sort().map((day) => ({
    id: day,
    label: day === today ? t('day.today', { day: shortDay(day) }) : shortDay(day),
  }));
}

/** Not the id of a day. */
const wholeEvent = 'event';

/** A day of the event, or the whole event, which is null. */
export function PeriodChoice({
  of,
  value,
  onChange,
}: {
  of: EventDays;
  value: string | null;
  onChange: (day: string | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('day.label')}
      choices={[...useDayChoices(of), { id: wholeEvent, label: t('day.wholeEvent') }]}
      value={value ?? wholeEvent}
      onChange={(id) => onChange(id === wholeEvent ? null : id)}
    />
  );
}
