import { Boxes, CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { StockAccount } from './stock-account.tsx';
import { StockEntries } from './stock-entries.tsx';
import { StockForm } from './stock-form.tsx';
import './stock.css';

/** The blanks of this station's printers on a day: what people counted against what was tried. */
export function StockTab({ day }: { day: string | null }): ReactNode {
  const { t } = useTranslation();
  if (day !== null) return <StockOfDay day={day} />;
  return (
    <EmptyState
      icon={<CalendarDays aria-hidden="true" size={22} />}
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
    <div className="stock">
      <div className="stock-main">
        <p className="stock-lead">{t('stock.thisStation')}</p>
        <FailureNote failure={failure} />
        {value !== null && accounts.length === 0 && (
          <EmptyState
            icon={<Boxes aria-hidden="true" size={22} />}
            title={t('stock.none')}
            hint={t('stock.noneHint')}
          />
        )}
        {accounts.map((account) => (
          <StockAccount key={`${account.printerId} ${account.stock}`} account={account} />
        ))}
      </div>
      <div className="stock-side">
        {day === today ? <StockForm /> : <p className="stock-lead">{t('stock.today')}</p>}
        <StockEntries entries={value?.entries ?? []} canTakeBack={day === today} />
      </div>
    </div>
  );
}
