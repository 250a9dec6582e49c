import { History } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { type HistoryFilter, historyFilters, narrowed } from './history.ts';
import { HistoryRow } from './history-row.tsx';
import './history.css';

/** What a printer did: its jobs with how they ended, and each attempt. */
export function HistoryDialog({
  printerId,
  name,
  onClose,
}: {
  printerId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<HistoryFilter>('all');
  const { value, failure } = useAnswer('getPrinterHistory', [{ printerId }], {
    renewOn: ['printJobsChanged'],
  });
  const jobs = value ?? [];
  const shown = narrowed(jobs, filter);
  return (
    <Dialog
      title={t('printers.historyTitle', { name })}
      size="wide"
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('app.close')}</Button>}
    >
      <ToggleButtonGroup
        className="history-filters"
        aria-label={t('printers.filter')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => {
          const chosen = historyFilters.find((one) => keys.has(one));
          if (chosen !== undefined) setFilter(chosen);
        }}
      >
        {historyFilters.map((id) => (
          <ToggleButton key={id} id={id} className="history-filter">
            {t(`printers.filters.${id}`)}
            <span className="figures">{narrowed(jobs, id).length}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <FailureNote failure={failure} />
      {value !== null && shown.length === 0 && (
        <EmptyState
          icon={<History aria-hidden="true" size={22} />}
          title={t(jobs.length === 0 ? 'printers.noHistory' : 'printers.noneOfFilter')}
        />
      )}
      <ul className="history-list">
        {shown.map((job) => (
          <HistoryRow key={job.jobId} job={job} />
        ))}
      </ul>
    </Dialog>
  );
}
