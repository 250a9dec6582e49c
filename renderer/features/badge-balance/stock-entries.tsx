import { Undo2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockEntryView } from '../../../preload/contract/badge-balance.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** What was counted on a day, newest first; a wrong one is taken back. */
export function StockEntries({
  entries,
  canTakeBack,
}: {
  entries: readonly StockEntryView[];
  canTakeBack: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const notify = useNotify();
  const verb = useCallback(
    async (id: number): Promise<void> => {
      await ask('withdrawStockCount', { id });
      notify(t('stock.takenBack'));
    },
    [notify, t],
  );
  const { run, busy, failure } = useAction(verb);
  if (entries.length === 0) return null;
  return (
    <section className="stock-entries" aria-label={t('stock.entries')}>
      <h2>{t('stock.entries')}</h2>
      <FailureNote failure={failure} />
      <ul>
        {entries.map((entry) => {
          const what = t(`stock.entry.${entry.kind}`, { count: entry.count });
          return (
            <li key={entry.id}>
              <time className="figures">{time(entry.wall)}</time>
              <div>
                <strong>{what}</strong>
                <small>
                  <bdi>{entry.printerName}</bdi>
                  {entry.operatorName !== null && <bdi>{entry.operatorName}</bdi>}
                </small>
              </div>
              {canTakeBack && (
                <Button
                  look="quiet"
                  size="small"
                  icon={<Undo2 className="flips" aria-hidden="true" size={16} />}
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
