import { Boxes, CalendarDays, Plus, Printer, Undo2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StockCountKind, stockCountKinds } from '../../domain/badges/stock-balance.ts';
import type { StockEntryView } from '../../preload/contract/badges.ts';
import type { CallInput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { StockAccount } from './stock-account.tsx';
import './stock.css';

/**
 * The blanks of this station's printers on a day: what staff counted against what was attempted.
 */
export function StockTab({ day }: { day: string | null }): ReactNode {
  const { t } = useTranslation();
  if (day !== null) return <StockOfDay day={day} />;
  return (
    <EmptyState
      icon={<CalendarDays />}
      title={t('stock.chooseDay')}
      hint={t('stock.chooseDayHint')}
    />
  );
}

function StockOfDay({ day }: { day: string }): ReactNode {
  const { t } = useTranslation();
  const { day: today } = useStation();
  const { value, failure } = useAnswer('getStockBalance', [{ day }], {
    renewOn: ['countsChanged', 'printJobsChanged', 'printersChanged'],
  });
  const accounts = value?.accounts ?? [];
  return (
    <div className="stock grid-cols-[minmax(0,1fr)_24rem] grid gap-6 items-start">
      <div className="grid gap-4 min-w-0">
        <p className="small">{t('stock.thisStation')}</p>
        <FailureNote failure={failure} />
        {value !== null && accounts.length === 0 && (
          <EmptyState icon={<Boxes />} title={t('stock.none')} hint={t('stock.noneHint')} />
        )}
        {accounts.map((account) => (
          <StockAccount key={`${account.printerId} ${account.stock}`} account={account} />
        ))}
      </div>
      <div className="stock-side grid gap-4 min-w-0">
        {day === today ? <StockForm /> : <p className="small">{t('stock.today')}</p>}
        <StockEntries entries={value?.entries ?? []} canTakeBack={day === today} />
      </div>
    </div>
  );
}

/** The counts of a day, newest first; a wrong one can be withdrawn. */
function StockEntries({
  entries,
  canTakeBack,
}: {
  entries: readonly StockEntryView[];
  canTakeBack: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async (id: number) => {
    await ask('withdrawStockCount', { id });
    notify(t('stock.takenBack'));
  });
  if (entries.length === 0) return null;
  return (
    <section className="stock-entries grid gap-2" aria-label={t('stock.entries')}>
      <h2 className="text-lg">{t('stock.entries')}</h2>
      <FailureNote failure={failure} />
      <ul className="panel">
        {entries.map((entry) => {
          const what = t(`stock.entry.${entry.kind}`, { count: entry.count });
          return (
            <li
              className="grid grid-cols-sides gap-3 items-center not-first:border-t"
              key={entry.id}
            >
              <time className="figures small">{time(entry.wall)}</time>
              <div>
                <strong>{what}</strong>
                <small className="flex flex-wrap gap-x-3 text-soft text-xs">
                  <bdi>{entry.printerName}</bdi>
                  {entry.operatorName !== null && <bdi>{entry.operatorName}</bdi>}
                </small>
              </div>
              {canTakeBack && (
                <Button
                  variant="quiet"
                  size="small"
                  icon={<Undo2 className="flips" />}
                  aria-label={t('stock.takeBackOf', { what, printer: entry.printerName })}
                  isDisabled={busy}
                  onPress={() => void run(entry.id)}
                >
                  {t('stock.takeBack')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const maxStock = 100_000;

/** The number of blanks as typed; null if it is no valid number. 0 is valid for a count only. */
function readCount(text: string, kind: StockCountKind): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const count = Number(text);
  return count > maxStock || (count === 0 && kind !== 'counted') ? null : count;
}

/** Records blanks put into a printer, unused or spoiled ones taken out, and what is left. */
function StockForm(): ReactNode {
  const { t } = useTranslation();
  const printers = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const choices = (printers.value ?? []).map(({ settings }) => ({
    id: settings.id,
    label: settings.stock.name === '' ? settings.name : `${settings.name} · ${settings.stock.name}`,
  }));
  if (printers.value === null) return null;
  if (choices.length === 0) {
    return (
      <section className="card">
        <EmptyState
          icon={<Printer />}
          title={t('stock.noPrinter')}
          hint={t('stock.noPrinterHint')}
        />
      </section>
    );
  }
  return <EntryForm printers={choices} />;
}

function EntryForm({ printers }: { printers: { id: string; label: string }[] }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<StockCountKind>('loaded');
  const [count, setCount] = useState('');
  const [asked, setAsked] = useState(false);
  const printerId = printers.find(({ id }) => id === chosen)?.id ?? printers[0]?.id ?? '';
  const read = readCount(count, kind);
  const { run, busy, failure } = useAction(async (input: CallInput<'addStockCount'>) => {
    await ask('addStockCount', input);
    notify(t('stock.added'));
  });
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (read === null) return setAsked(true);
    if (!(await run({ printerId, kind, count: read }))) return;
    setCount('');
    setAsked(false);
  };
  return (
    <Form className="card stock-form grid gap-4" onSubmit={(event) => void send(event)}>
      <h2 className="text-lg">{t('stock.enter')}</h2>
      {printers.length > 1 && (
        <Select
          label={t('stock.printer')}
          choices={printers}
          value={printerId}
          onChange={setChosen}
        />
      )}
      <RadioCards
        label={t('stock.kindLabel')}
        choices={stockCountKinds.map((id) => ({
          id,
          label: t(`stock.kind.${id}`),
          hint: t(`stock.kindHint.${id}`),
        }))}
        value={kind}
        onChange={setKind}
      />
      <div className="stock-count grid grid-cols-text-end gap-2">
        <TextField
          label={t('stock.count')}
          inputMode="numeric"
          maxLength={7}
          value={count}
          onChange={setCount}
          error={asked && read === null ? t('stock.countWrong') : null}
        />
        <Button type="submit" variant="primary" isDisabled={busy} icon={<Plus />}>
          {t('stock.add')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </Form>
  );
}
