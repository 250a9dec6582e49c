import { Plus, Printer } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StockCountKind, stockCountKinds } from '../../../domain/stock-balance.ts';
import type { CallInput } from '../../../preload/contract.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { showErrors } from '../../ui/show-errors.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNotify } from '../../ui/toast.tsx';

const most = 100_000;

/** The number of blanks that was typed; null where it is none, or nothing where nothing makes no sense. */
function readCount(text: string, kind: StockCountKind): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const count = Number(text);
  return count > most || (count === 0 && kind !== 'counted') ? null : count;
}

/** Writes down what went into a printer, what came out of it unused or spoiled, and what is left. */
export function StockForm(): ReactNode {
  const { t } = useTranslation();
  const printers = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  const choices = (printers.value ?? []).map(({ settings }) => ({
    id: settings.id,
    words: settings.stock.name === '' ? settings.name : `${settings.name} · ${settings.stock.name}`,
  }));
  if (printers.value === null) return null;
  if (choices.length === 0) {
    return (
      <section className="card">
        <EmptyState
          icon={<Printer aria-hidden="true" size={22} />}
          title={t('stock.noPrinter')}
          hint={t('stock.noPrinterHint')}
        />
      </section>
    );
  }
  return <EntryForm printers={choices} />;
}

function EntryForm({ printers }: { printers: { id: string; words: string }[] }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<StockCountKind>('loaded');
  const [count, setCount] = useState('');
  const [asked, setAsked] = useState(false);
  const printerId = printers.find(({ id }) => id === chosen)?.id ?? printers[0]?.id ?? '';
  const read = readCount(count, kind);
  const verb = useCallback(
    async (input: CallInput<'addStockCount'>): Promise<void> => {
      await ask('addStockCount', input);
      notify(t('stock.added'));
    },
    [notify, t],
  );
  const { run, busy, failure } = useAction(verb);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (read === null) return showErrors(event.currentTarget, () => setAsked(true));
    if (!(await run({ printerId, kind, count: read }))) return;
    setCount('');
    setAsked(false);
  };
  return (
    <form className="card stock-form" noValidate onSubmit={(event) => void send(event)}>
      <h2>{t('stock.enter')}</h2>
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
          words: t(`stock.kind.${id}`),
          hint: t(`stock.kindHint.${id}`),
        }))}
        value={kind}
        onChange={setKind}
      />
      <div className="stock-count">
        <TextField
          label={t('stock.count')}
          inputMode="numeric"
          maxLength={7}
          value={count}
          onChange={setCount}
          error={asked && read === null ? t('stock.countWrong') : null}
        />
        <Button
          type="submit"
          look="primary"
          isDisabled={busy}
          icon={<Plus aria-hidden="true" size={18} />}
        >
          {t('stock.add')}
        </Button>
      </div>
      <FailureNote failure={failure} />
    </form>
  );
}
