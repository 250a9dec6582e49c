import {
  CircleAlert,
  History,
  Layers,
  Pencil,
  Plus,
  Printer,
  ReceiptText,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings, PrinterState } from '../../domain/printing/print-job.ts';
import { printerLanguages } from '../../domain/printing/printer-languages.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useEventWords } from '../base/event-words.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useTemplateName } from '../base/use-template-name.ts';
import { conditionTone } from './condition-tone.ts';
import { PauseButton, ResumeButton } from './pause-button.tsx';
import { PrinterDialog } from './printer-dialog.tsx';
import { HistoryDialog, RemoveDialog, StockDialog } from './printer-dialogs.tsx';
import { useConditionWords } from './use-condition-words.ts';
import { useHeadWords, useModelName, usePrinterModels, whereOf } from './use-printer-words.ts';
import './printers.css';

/** This desk's printers with their live state; supervisors add, change and remove them. */
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
    <Button variant="primary" icon={<Plus />} keys={[t('keys.ctrl'), 'N']} onPress={add}>
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

interface PrinterCardProps {
  settings: PrinterSettings;
  state: PrinterState;
  /** Null if the printer was set up by hand, or from a model that is no longer known. */
  model: PrinterModel | null;
  templateName: string;
  neighbourName: string | null;
  current: PrintJobView | null;
}

function PrinterCard(props: PrinterCardProps): ReactNode {
  const { settings, state, model } = props;
  const { language } = useFormats();
  const { words, remedy } = useConditionWords()(state.condition);
  const modelName = useModelName();
  const tone = conditionTone(state.condition);
  return (
    <li className="card flex flex-col gap-4">
      <div className="printer-card-head flex gap-3 items-start">
        <span
          className="size-11 grid place-items-center flex-none rounded-md bg-sunken text-soft toned"
          data-tone={tone}
        >
          <Printer size={22} />
        </span>
        <div className="flex-1 min-w-0">
          <h2 className="text-lg wrap-anywhere">
            <bdi>{settings.name}</bdi>
          </h2>
          <p className="small">
            <bdi>
              {model === null
                ? printerLanguages[settings.language].label[language]
                : modelName(model)}
            </bdi>
          </p>
        </div>
        <Chip tone={tone}>{words}</Chip>
      </div>
      {remedy !== null && (
        <div
          className="toned bg-sunken flex gap-2 items-center px-3 py-2 rounded-md text-sm"
          data-tone={tone}
        >
          {tone === 'look' && <CircleAlert className="flex-none" size={18} />}
          <p className="flex-1 font-semibold">{remedy}</p>
          {state.condition === 'paused' && <ResumeButton printer={state} />}
        </div>
      )}
      <PrinterFacts {...props} />
      <Details>
        <Support settings={settings} state={state} />
      </Details>
      <PrinterActions settings={settings} isPaused={state.condition === 'paused'} />
    </li>
  );
}

/** Connection, print head and the printer's own status text, for support. */
function Support({ settings, state }: Pick<PrinterCardProps, 'settings' | 'state'>): ReactNode {
  const { t } = useTranslation();
  const headWords = useHeadWords();
  const facts = [
    [t(`printers.connections.${settings.connection.kind}`), whereOf(settings.connection)],
    [t('printers.model.facts.head'), headWords(settings)],
  ] as const;
  return (
    <div className="grid gap-3 pb-2">
      <dl className="grid-cols-fill-40 grid gap-x-4 gap-y-3">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt className="text-soft text-xs">{word}</dt>
            <dd className="code text-sm wrap-anywhere">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {state.detail !== '' && <SupportText>{state.detail}</SupportText>}
    </div>
  );
}

function PrinterFacts({
  settings,
  state,
  templateName,
  neighbourName,
  current,
}: PrinterCardProps): ReactNode {
  const { t } = useTranslation();
  const shownName = useTemplateName();
  const { list } = useFormats();
  const eventWords = useEventWords();
  const { stock } = settings;
  const categories =
    stock.categories === null
      ? t('printers.allCategories')
      : list(stock.categories.map((id) => eventWords.category(id)));
  return (
    <dl className="grid-cols-fill-40 grid gap-x-4 gap-y-3 content-start flex-1">
      <div>
        <dt className="text-soft text-xs">{t('printers.loaded')}</dt>
        <dd className="grid text-sm font-semibold wrap-anywhere">
          {stock.name !== '' && <bdi>{stock.name}</bdi>}
          <span className={stock.name === '' ? '' : 'text-soft font-normal'}>{categories}</span>
        </dd>
      </div>
      <div>
        <dt className="text-soft text-xs">{t('printers.template')}</dt>
        <dd className="text-sm font-semibold wrap-anywhere">
          <bdi>{shownName(templateName)}</bdi>
        </dd>
      </div>
      <div>
        <dt className="text-soft text-xs">{t('printers.queue')}</dt>
        <dd className="grid text-sm font-semibold wrap-anywhere">
          <CurrentJob current={current} />
          <span className={current === null ? '' : 'text-soft font-normal'}>
            {t(state.waiting === 0 ? 'printers.noneWaiting' : 'printers.waiting', {
              count: state.waiting,
            })}
          </span>
        </dd>
      </div>
      <div>
        <dt className="text-soft text-xs">{t('printers.tells')}</dt>
        <dd className="grid text-sm font-semibold wrap-anywhere">
          <span>{t(`printers.abilities.${settings.ability}`)}</span>
        </dd>
      </div>
      <div>
        <dt className="text-soft text-xs">{t('printers.neighbour')}</dt>
        <dd className="grid text-sm font-semibold wrap-anywhere">
          <bdi>{neighbourName ?? t('printers.noNeighbour')}</bdi>
        </dd>
      </div>
    </dl>
  );
}

function CurrentJob({ current }: { current: PrintJobView | null }): ReactNode {
  const { t } = useTranslation();
  if (current === null) return null;
  if (current.printedName === '') return <span>{t('jobs.test')}</span>;
  return <bdi>{current.printedName}</bdi>;
}

/** Labels include the printer's name, so that the buttons of two cards differ. */
function PrinterActions({
  settings,
  isPaused,
}: {
  settings: PrinterSettings;
  isPaused: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const isSupervisor = useIsSupervisor();
  const { open, close } = useNavigation();
  const { id, name } = settings;
  const test = useAction(async () => {
    await ask('testPrint', { printerId: id });
    notify(t('printers.testQueued'));
  });
  return (
    <div className="printer-actions flex flex-wrap items-center justify-between gap-2 pt-3 border-t">
      <div className="printer-buttons flex flex-wrap gap-2">
        <Button
          isDisabled={test.busy}
          icon={<ReceiptText />}
          aria-label={t('printers.testOf', { name })}
          onPress={() => void test.run()}
        >
          {t('printers.test')}
        </Button>
        {isSupervisor && (
          <Button
            icon={<Layers />}
            aria-label={t('printers.loadOf', { name })}
            onPress={() => open(<StockDialog printerId={id} onClose={close} />)}
          >
            {t('printers.load')}
          </Button>
        )}
        {!isPaused && <PauseButton printer={settings} />}
      </div>
      <div className="printer-buttons flex flex-wrap gap-2" data-end>
        <Button
          variant="quiet"
          icon={<History />}
          aria-label={t('printers.historyOf', { name })}
          onPress={() => open(<HistoryDialog printerId={id} name={name} onClose={close} />)}
        >
          {t('printers.history')}
        </Button>
        {isSupervisor && (
          <>
            <IconButton
              label={t('printers.editOf', { name })}
              icon={<Pencil />}
              onPress={() => open(<PrinterDialog printerId={id} onClose={close} />)}
            />
            <IconButton
              label={t('printers.removeOf', { name })}
              icon={<Trash2 />}
              onPress={() => open(<RemoveDialog printerId={id} name={name} onClose={close} />)}
            />
          </>
        )}
      </div>
      <FailureNote failure={test.failure} />
    </div>
  );
}
