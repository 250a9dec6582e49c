import { CalendarCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { eventPresets } from '../../domain/event/new-event.ts';
import { wcoMembers } from '../../domain/event/wco-members.ts';
import type { ChosenTables } from '../../domain/roster/chosen-tables.ts';
import { Note } from '../note.tsx';
import type { EventDraft } from './event-fields.tsx';
import { isUsable } from './event-tables.tsx';

/** A table with any error counts as empty. */
function usableRows(file: ChosenTables['delegations'] | ChosenTables['sessions']): number {
  return file !== null && isUsable(file) ? file.total : 0;
}

/** What the event will contain, before it is created. */
export function EventSummary({
  draft: { kind, delegations, groupWord },
  chosen,
}: {
  draft: Pick<EventDraft, 'kind' | 'delegations' | 'groupWord'>;
  chosen: ChosenTables;
}): ReactNode {
  const { t } = useTranslation();
  const { categories, checkpoints } = eventPresets[kind];
  const counts = {
    'wco-members': wcoMembers.length,
    table: usableRows(chosen.delegations),
    none: 0,
  };
  const sessions = usableRows(chosen.sessions);
  return (
    <div role="status">
      <Note tone="quiet" icon={<CalendarCheck />} title={t('setUp.create.summary')}>
        <p className="figures">
          {[
            t('setUp.create.delegationsFound', { count: counts[delegations], group: groupWord }),
            t('setUp.create.sessionsFound', { count: sessions }),
            t('setUp.create.categoriesCount', { count: categories.length }),
            t('setUp.create.checkpointsCount', { count: checkpoints.length + sessions }),
          ].join(' · ')}
        </p>
      </Note>
    </div>
  );
}
