import { Plus, Printer, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { useIsSupervisor } from '../kit/client/station.tsx';
import { useAnswer } from '../kit/client/use-answer.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { Details, SupportText } from '../kit/fold.tsx';
import { useHotkeys } from '../kit/hotkeys.tsx';
import { useNavigation } from '../kit/navigation.tsx';
import { Note } from '../kit/note.tsx';
import { PrinterCard } from './printer-card.tsx';
import { PrinterDialog } from './printer-dialog.tsx';
import { usePrinterModels } from './use-printer-words.ts';
import './printers.css';

/** The printers of this desk with their live state; supervisors add, change and remove them. */
export function PrintersScreen(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { open, close, dialog } = useNavigation();
  const add = (): void => open(<PrinterDialog printerId={null} onClose={close} />);
  useHotkeys([{ key: 'n', ctrl: true, run: add }], isSupervisor && dialog === null);
  const { value, failure } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const jobs = useAnswer('getPrintJobs', [], { renewOn: ['printJobsChanged'] });
  const templates = useAnswer('getBadgeTemplates', [], { renewOn: ['templatesChanged'] });
  const { models, problem } = usePrinterModels();
  const templateNames = useMemo(
    () => new Map((templates.value ?? []).map(({ id, name }) => [id, name])),
    [templates.value],
  );
  const printers = value ?? [];
  const addButton = isSupervisor && (
    <Button look="primary" icon={<Plus />} keys={[t('keys.ctrl'), 'N']} onPress={add}>
      {t('printers.add')}
    </Button>
  );
  return (
    <main className="screen" aria-label={t('printers.title')}>
      <header className="screen-head flex flex-wrap gap-4 items-end justify-between">
        <h1>{t('printers.title')}</h1>
        {printers.length > 0 && addButton}
      </header>
      <FailureNote failure={failure} />
      {problem !== null && (
        <Note tone="look" icon={<TriangleAlert />} title={t('printers.modelsProblem')}>
          <Details>
            <SupportText>{problem}</SupportText>
          </Details>
        </Note>
      )}
      {value !== null && printers.length === 0 && (
        <div className="card">
          <EmptyState
            icon={<Printer />}
            title={t('printers.none')}
            hint={t(isSupervisor ? 'printers.noneHint' : 'printers.noneOperator')}
            action={addButton}
          />
        </div>
      )}
      <ul className="grid-cols-fill-128 grid gap-4 empty:hidden">
        {printers.map(({ settings, state }) => (
          <PrinterCard
            key={settings.id}
            settings={settings}
            state={state}
            model={models.find(({ id }) => id === settings.model) ?? null}
            templateName={templateNames.get(settings.stock.template) ?? settings.stock.template}
            neighbourName={
              printers.find((other) => other.settings.id === settings.neighbour)?.settings.name ??
              null
            }
            current={
              (jobs.value ?? []).find(
                (job) =>
                  job.printerId === settings.id &&
                  (job.state === 'sending' || job.state === 'awaiting'),
              ) ?? null
            }
          />
        ))}
      </ul>
      {!isSupervisor && printers.length > 0 && (
        <p className="field-hint">{t('printers.supervisorOnly')}</p>
      )}
    </main>
  );
}
