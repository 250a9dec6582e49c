import { FileDown, History, Layers, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { HistoryJob } from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FoldButton, SupportText } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { draftErrors } from './draft-errors.ts';
import { type HistoryFilter, historyFilters, lastDuration, narrowed } from './history.ts';
import { jobTone } from './job-tone.ts';
import { draftOf, settingsOf } from './printer-draft.ts';
import { StockFields } from './stock-fields.tsx';
import { useConditionWords } from './use-condition-words.ts';
import './history.css';
import { FormDialog } from '../../ui/form-dialog.tsx';
import './printer-dialogs.css';

export function RemoveDialog({
  printerId,
  name,
  onClose,
}: {
  printerId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    await ask('removePrinter', { id: printerId });
    notify(t('printers.removed'));
    onClose();
  });
  return (
    <ConfirmDialog
      title={t('printers.removeTitle')}
      onClose={onClose}
      onConfirm={() => void run()}
      failure={failure}
      confirm={{
        label: t('printers.remove'),
        icon: <Trash2 />,
        variant: 'danger',
        isDisabled: busy,
      }}
      focusCancel
    >
      <p className="font-semibold wrap-anywhere">
        <bdi>{name}</bdi>
      </p>
      <p className="small">{t('printers.removeEffect')}</p>
    </ConfirmDialog>
  );
}

/** Sets the stock loaded into a printer; badges that waited for it then print automatically. */
export function StockDialog({
  printerId,
  onClose,
}: {
  printerId: string;
  onClose: () => void;
}): ReactNode {
  const { value } = useAnswer('getPrinters', []);
  const settings = value?.find((printer) => printer.settings.id === printerId)?.settings;
  if (settings === undefined) return null;
  return <StockForm settings={settings} onClose={onClose} />;
}

function StockForm({
  settings,
  onClose,
}: {
  settings: PrinterSettings;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const { stock, brother, widthDots } = settingsOf(draft, settings.id);
    const roll = brother === undefined ? {} : { brother, widthDots };
    await ask('savePrinter', { ...settings, ...roll, stock });
    notify(t('printers.stockSaved'));
    onClose();
  });
  const error = draftErrors(draft, []).categories;
  const send = (): void => {
    setWasSent(true);
    if (error === undefined) void run();
  };
  return (
    <FormDialog
      title={t('printers.loadTitle', { name: settings.name })}
      onClose={onClose}
      onSubmit={send}
      failure={failure}
      submit={{ label: t('printers.loadSave'), icon: <Layers />, isDisabled: busy }}
    >
      <p className="small">{t('printers.loadEffect')}</p>
      <StockFields
        draft={draft}
        setDraft={setDraft}
        change={(part) => setDraft({ ...draft, ...part })}
        wrong={(field) =>
          wasSent && field === 'categories' && error !== undefined
            ? t(`printers.wrong.${error}`)
            : null
        }
      />
    </FormDialog>
  );
}

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
        className="flex flex-wrap gap-2"
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
            <span className="figures text-soft font-normal">{narrowed(jobs, id).length}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <FailureNote failure={failure} />
      {value !== null && shown.length === 0 && (
        <EmptyState
          icon={<History />}
          title={t(jobs.length === 0 ? 'printers.noHistory' : 'printers.noneOfFilter')}
        />
      )}
      <ul className="min-h-64 grid content-start">
        {shown.map((job) => (
          <HistoryRow key={job.jobId} job={job} />
        ))}
      </ul>
    </Dialog>
  );
}

/** Lists the attempts only if there were several. */
function HistoryRow({ job }: { job: HistoryJob }): ReactNode {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const isSupervisor = useIsSupervisor();
  const duration = lastDuration(job);
  const { attempts } = job;
  const isPlain = attempts.length === 1 && attempts[0]?.reason === null;
  const isTest = job.kind === 'test';
  const name = isTest ? t('jobs.test') : job.serialText;
  const details = attempts.filter(({ detail }) => detail !== '');
  return (
    <li className="history-row py-2 border-b">
      <Disclosure className="fold grid gap-1">
        <div className="flex items-center flex-wrap gap-x-3 gap-y-1 min-h-target">
          <time className="figures small">{time(job.createdAt)}</time>
          <span className="min-w-36 flex flex-wrap gap-x-3 flex-1 font-semibold">
            {isTest ? <span>{name}</span> : <bdi className="code">{name}</bdi>}
            {duration !== null && isPlain && (
              <span className="figures small font-normal">
                {t('printers.seconds', { seconds: number(Math.round(duration * 10) / 10) })}
              </span>
            )}
          </span>
          <Chip tone={jobTone(job.state)}>{t(`printers.outcomes.${job.state}`)}</Chip>
          {(isSupervisor || details.length > 0) && (
            <FoldButton label={t('app.details')} fullLabel={t('app.detailsOf', { name })} />
          )}
        </div>
        {!isPlain && attempts.length > 0 && <Attempts attempts={attempts} />}
        <DisclosurePanel>
          <div className="support ms-13 flex flex-wrap items-center gap-x-4 gap-y-1">
            {details.map(({ id, startedAt, detail }) => (
              <p key={id} className="flex-1 flex flex-wrap gap-x-3 small">
                <time className="figures">{time(startedAt)}</time>
                <SupportText>{detail}</SupportText>
              </p>
            ))}
            {isSupervisor && <SaveBytes jobId={job.jobId} name={name} />}
          </div>
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

function Attempts({ attempts }: Pick<HistoryJob, 'attempts'>): ReactNode {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const conditionWords = useConditionWords();
  return (
    <ol className="ms-13 grid gap-1 small">
      {attempts.map(({ id, startedAt, endedAt, outcome, reason }) => (
        <li className="flex flex-wrap gap-x-3" key={id}>
          <time className="figures">{time(startedAt)}</time>
          <span>
            {t(outcome === null ? 'printers.attempts.running' : `printers.attempts.${outcome}`)}
          </span>
          {reason !== null && <span>{conditionWords(reason).words}</span>}
          {endedAt !== null && (
            <span className="figures">
              {t('printers.seconds', {
                seconds: number(Math.round((endedAt - startedAt) / 100) / 10),
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Saves the exact bytes sent to the printer as a file, for support. */
function SaveBytes({ jobId, name }: { jobId: string; name: string }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('saveJobBytes', { jobId })) notify(t('printers.bytesSaved'));
  });
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        isDisabled={busy}
        icon={<FileDown size={18} />}
        aria-label={t('printers.bytesOf', { what: name })}
        onPress={() => void run()}
      >
        {t('printers.bytes')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}
