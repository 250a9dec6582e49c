import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { BatchCard } from './batch-card.tsx';
import './print-batch.css';

/** Badges printed ahead: what was started, how far it is, and what of it needs somebody. */
export function BatchesTab(): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const { value, failure } = useAnswer('getBatches', [], {
    renewOn: ['printBatchesChanged', 'printJobsChanged'],
  });
  const jobs = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const batches = value ?? [];
  const start = (
    <Button
      look="primary"
      icon={<Layers aria-hidden="true" size={18} />}
      onPress={() => open({ kind: 'print-batch' })}
    >
      {t('batches.new')}
    </Button>
  );
  return (
    <>
      <FailureNote failure={failure} />
      {batches.length > 0 && (
        <header className="batches-head">
          <p>{t('batches.lead')}</p>
          {start}
        </header>
      )}
      {value !== null && batches.length === 0 && (
        <EmptyState
          icon={<Layers aria-hidden="true" size={22} />}
          title={t('batches.none')}
          hint={t('batches.noneHint')}
          action={start}
        />
      )}
      <ul className="batches">
        {batches.map((batch) => (
          <li key={batch.id}>
            <BatchCard
              batch={batch}
              problems={(jobs.value ?? []).filter(
                (job) =>
                  job.batchId === batch.id &&
                  (job.asksOutcome || (job.state === 'held' && job.reason !== 'batch-paused')),
              )}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
