import { CalendarCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type EventKind, eventPresets, type NewEvent } from '../../../domain/event/new-event.ts';
import { wcoMembers } from '../../../domain/event/wco-members.ts';
import type { ChosenTables } from '../../../preload/contract/station/set-up.ts';
import { Note } from '../../kit/note.tsx';

/** What the event will have, before it is created. */
export function EventSummary({
  kind,
  delegations,
  chosen,
}: {
  kind: EventKind;
  delegations: NewEvent['delegations'];
  chosen: ChosenTables;
}): ReactNode {
  const { t } = useTranslation();
  const { categories, checkpoints } = eventPresets[kind];
  const counts = {
    'wco-members': wcoMembers.length,
    table: chosen.delegations?.total ?? 0,
    none: 1,
  };
  const sessions = chosen.sessions?.total ?? 0;
  return (
    <div role="status">
      <Note tone="quiet" icon={<CalendarCheck />} title={t('setUp.create.summary')}>
        <p className="figures">
          {[
            t('setUp.create.delegationsFound', { count: counts[delegations] }),
            t('setUp.create.sessionsFound', { count: sessions }),
            t('setUp.create.categoriesCount', { count: categories.length }),
            t('setUp.create.checkpointsCount', { count: checkpoints.length + sessions }),
          ].join(' · ')}
        </p>
      </Note>
    </div>
  );
}
