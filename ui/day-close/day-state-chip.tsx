import { CalendarCheck, CalendarClock, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayState } from '../../domain/day-close/status.ts';
import { Chip, type Tone } from '../chip.tsx';

const looks: Readonly<Record<DayState, { tone: Tone; Icon: typeof History }>> = {
  open: { tone: 'accent', Icon: CalendarClock },
  closed: { tone: 'go', Icon: CalendarCheck },
  reopened: { tone: 'look', Icon: History },
};

/** Whether a day is open, closed, or open again because of records that came late. */
export function DayStateChip({ state }: { state: DayState }): ReactNode {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`day.state.${state}`)}
    </Chip>
  );
}
