import { Plus, Printer, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { PrinterCard } from './printer-card.tsx';
import { usePrinterModels } from './use-printer-words.ts';
import './printers.css';

/** The printers of this desk with their live state; supervisors add, change and remove them. */
export function PrintersScreen(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { open } = useNavigation();
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
    <Button
      look="primary"
      icon={<Plus aria-hidden="true" size={18} />}
      onPress={() => open({ kind: 'add-printer' })}
    >
      {t('printers.add')}
    </Button>
  );
  return (
    <main className="screen" aria-label={t('printers.title')}>
      <header className="printers-head">
        <div className="screen-head">
          <h1>{t('printers.title')}</h1>
          <p>{t('printers.intro')}</p>
        </div>
        {printers.length > 0 && addButton}
      </header>
      <FailureNote failure={failure} />
      {problem !== null && (
        <Note
          tone="look"
          icon={<TriangleAlert aria-hidden="true" size={20} />}
          title={t('printers.modelsProblem')}
        >
          <bdi className="note-detail code">{problem}</bdi>
        </Note>
      )}
      {value !== null && printers.length === 0 && (
        <div className="card">
          <EmptyState
            icon={<Printer aria-hidden="true" size={22} />}
            title={t('printers.none')}
            hint={t(isSupervisor ? 'printers.noneHint' : 'printers.noneOperator')}
            action={addButton}
          />
        </div>
      )}
      <ul className="printers-list">
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
