import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openRows } from '../../../domain/badge-balance.ts';
import type {
  BadgeBalance,
  BalanceScopeInput,
  StockAccountView,
} from '../../../preload/contract/badge-balance.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';

/** Whether badges and stock balance, and if not, what to look at. */
export function BalanceSummary({
  scope,
  balance,
  onSeeStock,
}: {
  scope: BalanceScopeInput;
  balance: BadgeBalance;
  onSeeStock: () => void;
}): ReactNode {
  return (
    <div className="balance-summary" role="status">
      <BadgesNote balance={balance} />
      {scope.day !== null && <StockNote day={scope.day} onSee={onSeeStock} />}
    </div>
  );
}

function BadgesNote({ balance }: { balance: BadgeBalance }): ReactNode {
  const { t } = useTranslation();
  const { rows, unheard, issued } = balance;
  const open = openRows.reduce((sum, row) => sum + rows[row], 0);
  if (open === 0 && unheard === 0) {
    return (
      <Note
        tone="go"
        icon={<CircleCheckBig aria-hidden="true" size={20} />}
        title={t('badges.balances')}
      >
        <p>{t('badges.balancesDetail', { count: issued })}</p>
      </Note>
    );
  }
  return (
    <Note
      tone="look"
      icon={<TriangleAlert aria-hidden="true" size={20} />}
      title={t('badges.open', { count: open })}
    >
      <p>{t('badges.openDetail')}</p>
      {unheard > 0 && <p>{t('badges.unheard', { count: unheard })}</p>}
    </Note>
  );
}

/** One word for all accounts of the day. */
function wordOf(accounts: readonly StockAccountView[]): 'balances' | 'not-counted' | 'look' {
  const kinds = accounts.map(({ verdict }) => verdict.kind);
  if (kinds.every((kind) => kind === 'balances')) return 'balances';
  return kinds.every((kind) => kind === 'balances' || kind === 'not-counted')
    ? 'not-counted'
    : 'look';
}

function StockNote({ day, onSee }: { day: string; onSee: () => void }): ReactNode {
  const { t } = useTranslation();
  const { value } = useAnswer('getStockBalance', [{ day }], {
    renewOn: ['countsChanged', 'printJobsChanged'],
  });
  if (value === null || value.accounts.length === 0) return null;
  const word = wordOf(value.accounts);
  const tones = { balances: 'go', 'not-counted': 'quiet', look: 'look' } as const;
  const Icon = word === 'balances' ? CircleCheckBig : TriangleAlert;
  return (
    <Note
      tone={tones[word]}
      icon={<Icon aria-hidden="true" size={20} />}
      title={t(`stock.summary.${word}`)}
      actions={
        <Button size="small" onPress={onSee}>
          {t('stock.see')}
        </Button>
      }
    />
  );
}
