import type { ReactNode } from 'react';
import { Select } from '../../../ui/fields/select.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { useEvent } from '../client/event-context.tsx';
import { useWords } from '../words.ts';

/** The days of the event, and today if it is not one of them. */
export function useDays(): string[] {
  const { days, today } = useEvent();
  return days.includes(today) ? days : [...days, today].sort();
}

export function DayChoice({
  day,
  onChange,
}: {
  day: string;
  onChange: (day: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { shortDay } = useFormats();
  const { today } = useEvent();
  const days = useDays();
  if (days.length < 2) return null;
  return (
    <div className="w-48 max-w-full">
      <Select
        label={t('day.label')}
        labelHidden
        choices={days.map((one) => ({
          id: one,
          label: one === today ? t('day.today', { day: shortDay(one) }) : shortDay(one),
        }))}
        value={day}
        onChange={onChange}
      />
    </div>
  );
}
