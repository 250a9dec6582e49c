import { IdCard } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BalanceRow } from '../../../domain/badge-balance.ts';
import type { BadgeBalance, BalanceScopeInput } from '../../../preload/contract/badge-balance.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BalanceRows } from './balance-rows.tsx';
import { BalanceSummary } from './balance-summary.tsx';
import { RecordCard } from './record-card.tsx';
import { RowBadges } from './row-badges.tsx';
import { useFates } from './use-fates.ts';

/** The balance beside the card that records badges; or the serials behind one of its rows. */
export function BalanceTab({
  scope,
  balance,
  onSeeStock,
}: {
  scope: BalanceScopeInput;
  balance: BadgeBalance | null;
  onSeeStock: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const fates = useFates();
  const [row, setRow] = useState<BalanceRow | null>(null);
  if (balance === null) return null;
  if (row !== null) {
    return <RowBadges row={row} scope={scope} fates={fates} onBack={() => setRow(null)} />;
  }
  const isEmpty = balance.issued === 0 && balance.unheard === 0;
  return (
    <div className="balance">
      <div className="balance-main">
        {isEmpty ? (
          <EmptyState
            icon={<IdCard aria-hidden="true" size={22} />}
            title={t(
              scope.day === null && scope.kiosk === null ? 'badges.none' : 'badges.noneHere',
            )}
            hint={t('badges.noneHint')}
          />
        ) : (
          <>
            <BalanceSummary scope={scope} balance={balance} onSeeStock={onSeeStock} />
            <BalanceRows balance={balance} onOpen={setRow} />
          </>
        )}
      </div>
      <RecordCard fates={fates} />
    </div>
  );
}
