import {
  Ban,
  ChevronRight,
  CircleHelp,
  CircleSlash2,
  HandHelping,
  Hourglass,
  Inbox,
  SearchX,
  Trash2,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import {
  type BalanceRow,
  balanceRows,
  isOpenRow,
  openRows,
  whereabouts,
} from '../../domain/badges/badge-balance.ts';
import type { BadgeBalance } from '../../preload/contract/badges.ts';
import { useFormats } from '../../ui/formats.ts';

const icons: Readonly<Record<BalanceRow, typeof Ban>> = {
  'handed-over': HandHelping,
  returned: Undo2,
  lost: SearchX,
  destroyed: Trash2,
  stale: Ban,
  'not-printed': CircleSlash2,
  'at-the-desk': Inbox,
  waiting: Hourglass,
  'in-question': CircleHelp,
};
const endedRows = balanceRows.filter((row) => !isOpenRow(row));

/** The rows add up to the serials issued; pressing one lists its serials. */
export function BalanceRows({
  balance,
  onOpen,
}: {
  balance: BadgeBalance;
  onOpen: (row: BalanceRow) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <section className="balance-table overflow-hidden panel" aria-label={t('badges.rows')}>
      <p className="balance-sum min-h-12 flex items-center justify-between border-b font-semibold">
        <span>{t('badges.issued')}</span>
        <strong className="figures text-lg">{number(balance.issued)}</strong>
      </p>
      <h2 className="small">{t('badges.stillOpen')}</h2>
      <Rows rows={openRows} balance={balance} onOpen={onOpen} />
      <h2 className="small">{t('badges.ended')}</h2>
      <Rows rows={endedRows} balance={balance} onOpen={onOpen} />
    </section>
  );
}

function Rows({
  rows,
  balance,
  onOpen,
}: {
  rows: readonly BalanceRow[];
  balance: BadgeBalance;
  onOpen: (row: BalanceRow) => void;
}): ReactNode {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>
          <Row row={row} balance={balance} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Row({
  row,
  balance,
  onOpen,
}: {
  row: BalanceRow;
  balance: BadgeBalance;
  onOpen: (row: BalanceRow) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const Icon = icons[row];
  const count = balance.rows[row];
  const content = (
    <>
      <Icon aria-hidden="true" size={18} />
      <span className="balance-words flex flex-wrap gap-x-3 items-baseline">
        <span>{t(`badges.row.${row}`)}</span>
        {count > 0 && <RowHint row={row} balance={balance} />}
      </span>
      <span className="figures balance-count text-lg">{number(count)}</span>
    </>
  );
  if (count === 0)
    return <div className="balance-row grid items-center gap-3 px-4 py-1 w-full">{content}</div>;
  return (
    <AriaButton
      className="balance-row font-semibold grid items-center gap-3 px-4 py-1 w-full"
      data-open={isOpenRow(row) || undefined}
      onPress={() => onOpen(row)}
    >
      {content}
      <ChevronRight className="flips" size={18} />
    </AriaButton>
  );
}

/** What to do about an open row, and where the invalid badges are. */
function RowHint({ row, balance }: { row: BalanceRow; balance: BadgeBalance }): ReactNode {
  const { t } = useTranslation();
  switch (row) {
    case 'at-the-desk':
    case 'waiting':
    case 'in-question':
      return (
        <span className="inline-flex flex-wrap gap-x-3 small font-normal">
          {t(`badges.rowHint.${row}`)}
        </span>
      );
    case 'stale':
      return <Places balance={balance} />;
    default:
      return null;
  }
}

function Places({ balance }: { balance: BadgeBalance }): ReactNode {
  const { t } = useTranslation();
  const known = whereabouts.filter((place) => balance.stale[place] > 0);
  return (
    <span className="inline-flex flex-wrap gap-x-3 small font-normal">
      {known.map((place) => (
        <span key={place}>{t(`badges.place.${place}`, { count: balance.stale[place] })}</span>
      ))}
    </span>
  );
}
