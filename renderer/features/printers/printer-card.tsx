import { CircleAlert, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterSettings, PrinterState } from '../../../domain/print-job.ts';
import type { PrinterModel } from '../../../domain/printer-models.ts';
import type { PrintJobView } from '../../../preload/contract/printing.ts';
import { conditionTone } from '../../app/condition-tone.ts';
import { useConditionWords } from '../../app/use-condition-words.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { Chip } from '../../ui/chip.tsx';
import { PrinterActions } from './printer-actions.tsx';
import { useHeadWords, useModelName, whereOf } from './use-printer-words.ts';

interface PrinterCardProps {
  settings: PrinterSettings;
  state: PrinterState;
  /** Null where it was set up by hand, or from a model that is no longer known. */
  model: PrinterModel | null;
  templateName: string;
  neighbourName: string | null;
  /** What it prints now. */
  current: PrintJobView | null;
}

/** One printer: state with the remedy, what is loaded, what it is doing, and what can be done. */
export function PrinterCard(props: PrinterCardProps): ReactNode {
  const { settings, state, model } = props;
  const { t } = useTranslation();
  const { words, remedy } = useConditionWords()(state.condition);
  const modelName = useModelName();
  const tone = conditionTone(state.condition);
  return (
    <li className="card printer-card" data-tone={tone}>
      <div className="printer-card-head">
        <span className="printer-sign">
          <Printer aria-hidden="true" size={22} />
        </span>
        <div className="printer-title">
          <h2>
            <bdi>{settings.name}</bdi>
          </h2>
          <p>
            <bdi>
              {model === null ? t(`printers.languages.${settings.language}`) : modelName(model)}
            </bdi>
            <bdi className="code">{whereOf(settings.connection)}</bdi>
          </p>
        </div>
        <Chip tone={tone}>{words}</Chip>
      </div>
      {(remedy !== null || state.detail !== '') && (
        <div className="printer-remedy">
          <CircleAlert aria-hidden="true" size={18} />
          <div>
            {remedy !== null && <p>{remedy}</p>}
            {state.detail !== '' && <bdi className="code">{state.detail}</bdi>}
          </div>
        </div>
      )}
      <PrinterFacts {...props} />
      <PrinterActions settings={settings} isPaused={state.condition === 'paused'} />
    </li>
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
  const { list } = useFormats();
  const headWords = useHeadWords();
  const eventWords = useEventWords();
  const { stock } = settings;
  const categories =
    stock.categories === null
      ? t('printers.allCategories')
      : list(stock.categories.map((id) => eventWords.category(id)));
  return (
    <dl className="printer-facts">
      <div>
        <dt>{t('printers.loaded')}</dt>
        <dd>
          {stock.name !== '' && <bdi>{stock.name}</bdi>}
          <span className={stock.name === '' ? '' : 'printer-soft'}>{categories}</span>
        </dd>
      </div>
      <div>
        <dt>{t('printers.template')}</dt>
        <dd>
          <bdi>{templateName}</bdi>
          <span className="printer-soft">{headWords(settings)}</span>
        </dd>
      </div>
      <div>
        <dt>{t('printers.queue')}</dt>
        <dd>
          <CurrentJob current={current} />
          <span className={current === null ? '' : 'printer-soft'}>
            {t(state.waiting === 0 ? 'printers.noneWaiting' : 'printers.waiting', {
              count: state.waiting,
            })}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('printers.tells')}</dt>
        <dd>
          <span>{t(`printers.abilities.${settings.ability}`)}</span>
        </dd>
      </div>
      <div>
        <dt>{t('printers.neighbour')}</dt>
        <dd>
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
