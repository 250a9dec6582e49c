import type { ReactNode } from 'react';
import { useDayChoices } from '../../../ui/event/day-choice.tsx';
import { Select } from '../../../ui/fields/select.tsx';
import { useEvent } from '../client/event-context.tsx';
import { useWords } from '../words.ts';

export function DayChoice({
  day,
  onChange,
}: {
  day: string;
  onChange: (day: string) => void;
}): ReactNode {
  const { t } = useWords();
  const choices = useDayChoices(useEvent());
  if (choices.length < 2) return null;
  return (
    <div className="w-48 max-w-full">
      <Select
        label={t('day.label')}
        labelHidden
        choices={choices}
        value={day}
        onChange={onChange}
      />
    </div>
  );
}
