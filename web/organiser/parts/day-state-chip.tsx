import { CalendarCheck, CalendarClock, History } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDay } from '../../../domain/organiser/exports.ts';
import { Chip } from '../../../ui/chip.tsx';
import { useWords } from '../words.ts';

/** Whether a day is open, closed, or open again because of late facts. */
export function DayStateChip({ day }: { day: Pick<OrganiserDay, 'state'> }): ReactNode {
  const { t } = useWords();
  switch (day.state) {
    case 'open':
      return (
        <Chip tone="accent" icon={<CalendarClock size={14} />}>
          {t('days.state.open')}
        </Chip>
      );
    case 'closed':
      return (
        <Chip tone="go" icon={<CalendarCheck size={14} />}>
          {t('days.state.closed')}
        </Chip>
      );
    case 'reopened':
      return (
        <Chip tone="look" icon={<History size={14} />}>
          {t('days.state.reopened')}
        </Chip>
      );
  }
}
