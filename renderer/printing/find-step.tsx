import { Monitor, Network, Radar, Search, SearchX, Usb, Wifi } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import type {
  FoundPrinter,
  PrinterSearchProgress,
  PrinterSearchResult,
} from '../../preload/contract/printing.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyLine } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { Form } from '../../ui/form.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ask, type CallFailure, onNotice } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { guessModel } from './guess-model.ts';
import { useModelName, whereOf } from './use-printer-words.ts';

/** Finds printers; the chosen one fills in the fields of the following steps. */
export function FindPrinters({
  models,
  startsAlone,
  onChoose,
}: {
  models: readonly PrinterModel[];
  /** Starts the search when the dialog opens; otherwise a button starts it. */
  startsAlone: boolean;
  onChoose: (found: FoundPrinter) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { search, cancel, busy, failure, found, progress, result } = useFindPrinters(startsAlone);
  return (
    <section
      className="find grid gap-3 p-4 border rounded-lg bg-page"
      aria-label={t('printers.find.title')}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h3 className="text-md tracking-normal">{t('printers.find.title')}</h3>
          <p className="field-hint">{t('printers.find.hint')}</p>
        </div>
        {busy ? (
          <Button onPress={cancel}>{t('printers.find.stop')}</Button>
        ) : (
          <Button icon={<Search />} onPress={() => search(null)}>
            {t(result === null ? 'printers.find.start' : 'printers.find.again')}
          </Button>
        )}
      </div>
      <div role="status" className="grid gap-2 text-sm empty:hidden">
        {busy && (progress === null || progress.addresses === 0) && (
          <p className="flex items-center gap-2 font-semibold">
            <Radar size={18} className="spins" />
            {t('printers.find.looking')}
          </p>
        )}
        {progress !== null && progress.addresses > 0 && (
          <Progress
            label={t('printers.find.probing')}
            fraction={progress.tried / progress.addresses}
            valueWords={t('printers.find.tried', {
              tried: progress.tried,
              addresses: progress.addresses,
            })}
          />
        )}
        {!busy && result !== null && found.length === 0 && (
          <EmptyLine icon={<SearchX size={20} />}>
            {t(result.cancelled ? 'printers.find.cancelled' : 'printers.find.nothing')}
          </EmptyLine>
        )}
        {result?.failed.map(({ kind }) => (
          <p key={kind} className="text-look-ink">
            {t(`printers.find.failed.${kind}`)}
          </p>
        ))}
      </div>
      <FailureNote failure={failure} />
      <FoundList found={found} models={models} onChoose={onChoose} />
      {(found.length > 0 || (result?.failed ?? []).length > 0) && (
        <Details>
          <Support found={found} failed={result?.failed ?? []} />
        </Details>
      )}
      <SubnetForm onSearch={search} />
    </section>
  );
}

function Support({
  found,
  failed,
}: {
  found: readonly FoundPrinter[];
  failed: PrinterSearchResult['failed'];
}): ReactNode {
  return (
    <ul className="grid gap-2">
      {found.map((one) => (
        <li key={keyOf(one)} className="flex flex-wrap gap-x-3 text-sm wrap-anywhere">
          <bdi>{one.name}</bdi>
          <bdi className="code">{whereOf(one.connection)}</bdi>
        </li>
      ))}
      {failed.map(({ kind, detail }) => (
        <li key={kind}>
          <SupportText>{detail}</SupportText>
        </li>
      ))}
    </ul>
  );
}

/** Addresses are only probed in a range that the supervisor types. */
function SubnetForm({ onSearch }: { onSearch: (subnet: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [subnet, setSubnet] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (subnet.trim() !== '') onSearch(subnet.trim());
  };
  return (
    <Form className="find-subnet grid grid-cols-text-end gap-3 items-start" onSubmit={send}>
      <TextField
        label={t('printers.find.subnet')}
        hint={t('printers.find.subnetHint')}
        maxLength={60}
        value={subnet}
        onChange={setSubnet}
        error={wasSent && subnet.trim() === '' ? t('printers.find.subnetMissing') : null}
      />
      <Button type="submit">{t('printers.find.probe')}</Button>
    </Form>
  );
}

const icons = { announced: Wifi, usb: Usb, system: Monitor, subnet: Network };

function FoundList({
  found,
  models,
  onChoose,
}: {
  found: readonly FoundPrinter[];
  models: readonly PrinterModel[];
  onChoose: (found: FoundPrinter) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  const first = found.find(({ alreadyAdded }) => !alreadyAdded);
  return (
    <ul className="grid gap-2" aria-label={t('printers.find.found')}>
      {found.map((one) => (
        <FoundRow
          key={keyOf(one)}
          found={one}
          model={guessModel(one.model, models)}
          takesFocus={one === first && isIdle()}
          onChoose={() => onChoose(one)}
        />
      ))}
    </ul>
  );
}

/** Nothing was chosen or typed yet, so the first printer found may take the focus. */
function isIdle(): boolean {
  return document.activeElement?.matches('button, input') !== true;
}

/** Windows lists a printer twice: for its driver, and for raw bytes. */
function kindOf({ kind, connection }: FoundPrinter): FoundPrinter['kind'] | 'spooler' {
  return connection.kind === 'spooler' ? 'spooler' : kind;
}

function FoundRow({
  found,
  model,
  takesFocus,
  onChoose,
}: {
  found: FoundPrinter;
  model: PrinterModel | null;
  /** Takes the focus when the row appears, so that Enter chooses it. */
  takesFocus: boolean;
  onChoose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const modelName = useModelName();
  const Icon = icons[found.kind];
  const said = found.model === '' ? t('printers.find.modelUnknown') : found.model;
  return (
    <li>
      <AriaButton
        className="found-row min-h-14 flex items-center gap-3 w-full px-3 py-2 border border-edge rounded-md bg-surface text-start"
        autoFocus={takesFocus}
        isDisabled={found.alreadyAdded}
        onPress={onChoose}
      >
        <Icon aria-hidden="true" size={20} />
        <span className="grid flex-1 min-w-0 leading-[1.35]">
          <bdi className="found-name font-semibold wrap-anywhere">{found.name}</bdi>
          <span className="text-soft text-xs">{t(`printers.find.kinds.${kindOf(found)}`)}</span>
        </span>
        {found.alreadyAdded ? (
          <Chip tone="quiet">{t('printers.find.added')}</Chip>
        ) : (
          <Chip tone={model === null ? 'quiet' : 'accent'}>
            <bdi className="wrap-anywhere">{model === null ? said : modelName(model)}</bdi>
          </Chip>
        )}
      </AriaButton>
    </li>
  );
}

interface PrinterSearch {
  /**
   * Searches with all methods except the subnet, or only the subnet; cancels a search in progress.
   */
  search: (subnet: string | null) => void;
  cancel: () => void;
  busy: boolean;
  failure: CallFailure | null;
  found: readonly FoundPrinter[];
  progress: PrinterSearchProgress | null;
  /** The result of the last search; null before the first one ended. */
  result: PrinterSearchResult | null;
}

const keyOf = ({ connection }: FoundPrinter): string => JSON.stringify(connection);

function merged(before: readonly FoundPrinter[], more: readonly FoundPrinter[]): FoundPrinter[] {
  const all = new Map([...before, ...more].map((one) => [keyOf(one), one]));
  return [...all.values()];
}

/** Results of earlier searches stay in the list. The search is cancelled when the dialog closes. */
function useFindPrinters(startsAlone: boolean): PrinterSearch {
  const [found, setFound] = useState<readonly FoundPrinter[]>([]);
  const [progress, setProgress] = useState<PrinterSearchProgress | null>(null);
  const [result, setResult] = useState<PrinterSearchResult | null>(null);
  useEffect(
    () =>
      onNotice('printerSearchProgress', (next) => {
        setProgress(next);
        setFound((before) => merged(before, next.found));
      }),
    [],
  );
  const { run, busy, failure } = useAction(async (subnet: string | null) => {
    setProgress(null);
    const answer = await ask('findPrinters', {
      ways: subnet === null ? ['announced', 'usb', 'system'] : [],
      subnet,
    });
    setFound((before) => merged(before, answer.found));
    setResult(answer);
  });
  const cancel = useCallback(() => {
    // Harmless if no search is running; the search itself reports how it ended.
    ask('cancelPrinterSearch').catch(() => undefined);
  }, []);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const asked = useRef(0);
  const search = useCallback(
    (subnet: string | null): void => {
      // The supervisor's own range takes precedence over the search that the dialog started.
      cancel();
      asked.current += 1;
      const mine = asked.current;
      last.current = last.current.then(() => (mine === asked.current ? run(subnet) : false));
    },
    [cancel, run],
  );
  useEffect(() => {
    if (startsAlone) search(null);
  }, [search, startsAlone]);
  // Only when the dialog closes: after each search, this would cancel the next one.
  useEffect(() => cancel, [cancel]);
  return { search, cancel, busy, failure, found, progress: busy ? progress : null, result };
}
