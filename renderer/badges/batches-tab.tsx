import { ChevronRight, Layers, Pause, Play, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as PlainButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { useTranslation } from 'react-i18next';
import type { PrintBatchView } from '../../preload/contract/badges.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMoment } from '../base/use-moment.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { JobCard } from './print-jobs-screen.tsx';
import './print-batch.css';

export function BatchesTab(): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { value, failure } = useAnswer('getBatches', [], {
    renewOn: ['printBatchesChanged', 'printJobsChanged'],
  });
  const jobs = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const batches = value ?? [];
  const start = (
    <Button
      variant="primary"
      icon={<Layers />}
      onPress={() => open(<BatchDialog onClose={close} />)}
    >
      {t('batches.new')}
    </Button>
  );
  return (
    <>
      <FailureNote failure={failure} />
      {batches.length > 0 && (
        <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-160 text-soft">{t('batches.lead')}</p>
          {start}
        </header>
      )}
      {value !== null && batches.length === 0 && (
        <EmptyState
          icon={<Layers />}
          title={t('batches.none')}
          hint={t('batches.noneHint')}
          action={start}
        />
      )}
      <ul className="batches grid gap-4">
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

const tones: Readonly<Record<PrintBatchView['state'], Tone>> = {
  running: 'accent',
  paused: 'look',
  cancelled: 'quiet',
  finished: 'go',
};
const counted = ['printing', 'waiting', 'held', 'asking', 'notPrinted', 'skipped'] as const;

function BatchCard({
  batch,
  problems,
}: {
  batch: PrintBatchView;
  problems: readonly PrintJobView[];
}): ReactNode {
  const { t } = useTranslation();
  const moment = useMoment();
  const { percent } = useFormats();
  const nameOf = useBatchName();
  const { state, total, done, startedAt, operatorName } = batch;
  const name = nameOf(batch);
  const time = moment(startedAt);
  const fraction = total === 0 ? 0 : done / total;
  return (
    <section className="card batch-card grid gap-3" aria-label={name} data-state={state}>
      <header className="flex items-center flex-wrap gap-x-4 gap-y-2 min-h-target">
        <div className="grow basis-64 min-w-0">
          <h2 className="text-lg wrap-anywhere">
            <bdi>{name}</bdi>
          </h2>
          <p className="small">
            {operatorName === null
              ? t('batches.startedAt', { time })
              : t('batches.startedBy', { time, operator: operatorName })}
          </p>
        </div>
        <Chip tone={tones[state]}>{t(`batches.state.${state}`)}</Chip>
        <BatchActions batch={batch} name={name} />
      </header>
      <Progress
        label={t('batches.printed', { done, total })}
        fraction={fraction}
        valueWords={percent(fraction)}
      />
      <BatchCounts batch={batch} />
      {problems.length > 0 && <BatchProblems problems={problems} />}
    </section>
  );
}

function BatchCounts({ batch }: { batch: PrintBatchView }): ReactNode {
  const { t } = useTranslation();
  const shown = counted.filter((part) => batch[part] > 0);
  if (shown.length === 0) return null;
  return (
    <p className="batch-counts figures flex flex-wrap gap-x-4 gap-y-1 small">
      {shown.map((part) => (
        <span key={part} data-part={part}>
          {t(`batches.count.${part}`, { count: batch[part] })}
        </span>
      ))}
    </p>
  );
}

function BatchActions({ batch, name }: { batch: PrintBatchView; name: string }): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const { id, state, done, total } = batch;
  const { run, busy, failure } = useAction((action: 'pause' | 'resume') =>
    ask('changeBatch', { batchId: id, action }),
  );
  if (state !== 'running' && state !== 'paused') return null;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {state === 'running' ? (
          <Button icon={<Pause />} isDisabled={busy} onPress={() => void run('pause')}>
            {t('batches.pause')}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play className="flips" />}
            isDisabled={busy}
            onPress={() => void run('resume')}
          >
            {t('batches.resume')}
          </Button>
        )}
        <Button
          variant="quiet"
          icon={<X />}
          isDisabled={busy}
          onPress={() =>
            open(
              <CancelBatchDialog
                batchId={id}
                name={name}
                done={done}
                total={total}
                onClose={close}
              />,
            )
          }
        >
          {t('batches.cancel')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </>
  );
}

/** Print jobs on hold or in question, with the same answers as under "Print jobs". */
function BatchProblems({ problems }: { problems: readonly PrintJobView[] }): ReactNode {
  const { t } = useTranslation();
  const printers = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const names = new Map((printers.value ?? []).map(({ settings }) => [settings.id, settings.name]));
  return (
    <Disclosure className="batch-problems" defaultExpanded>
      <PlainButton
        slot="trigger"
        className="inline-flex items-center gap-2 min-h-target px-2 border-0 bg-transparent rounded-md text-look-ink font-semibold hover:bg-sunken"
      >
        <ChevronRight className="batch-fold-sign" size={18} />
        {t('batches.problems', { count: problems.length })}
      </PlainButton>
      <DisclosurePanel>
        <ul className="overflow-hidden border rounded-lg">
          {problems.map((job) => (
            <JobCard
              key={job.id}
              job={job}
              printerName={job.printerId === null ? null : (names.get(job.printerId) ?? null)}
            />
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** The delegation's name, or "Whole roster". */
function useBatchName(): (batch: Pick<PrintBatchView, 'kind' | 'delegation'>) => string {
  const { t } = useTranslation();
  const words = useEventWords();
  return ({ kind, delegation }) => {
    if (delegation !== null) return words.delegation(delegation);
    return t(kind === 'roster' ? 'batches.wholeRoster' : 'batches.selection');
  };
}

/** Asks before a batch is cancelled, because its unprinted badges will not print. */
export function CancelBatchDialog({
  batchId,
  name,
  done,
  total,
  onClose,
}: {
  batchId: string;
  name: string;
  done: number;
  total: number;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    await ask('changeBatch', { batchId, action: 'cancel' });
    notify(t('batches.cancelled'));
  });
  const act = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <Dialog
      title={t('batches.cancelTitle')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('batches.keep')}
          </Button>
          <Button variant="danger" isDisabled={busy} icon={<X />} onPress={() => void act()}>
            {t('batches.cancel')}
          </Button>
        </>
      }
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{t('batches.cancelLead', { what: name, done, total })}</bdi>
      </p>
      <p className="small">{t('batches.cancelEffect')}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
