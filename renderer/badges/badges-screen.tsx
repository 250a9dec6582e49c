import { CircleCheckBig, FileDown, IdCard, Printer, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import { type BalanceRow, openRows } from '../../domain/badges/badge-balance.ts';
import type {
  BadgeBalance,
  BalanceScopeInput,
  StockAccountView,
} from '../../preload/contract/badges.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay, useStation } from '../base/station.tsx';
import { BalanceRows } from './balance-rows.tsx';
import { BatchesTab } from './batches-tab.tsx';
import { RecordCard } from './record-card.tsx';
import { RowBadges } from './row-badges.tsx';
import { StockTab } from './stock-tab.tsx';
import { useFates } from './use-fates.ts';
import '../../ui/tabs.css';
import './badge-balance.css';

const sections = ['balance', 'stock', 'ahead'] as const;
type Section = (typeof sections)[number];

/** Where every badge is, what was used of the stock, and badges printed ahead. */
export function BadgesScreen(): ReactNode {
  const { t } = useTranslation();
  const { day } = useStation();
  const [section, setSection] = useState<Section>('balance');
  const [scope, setScope] = useState<BalanceScopeInput>({ day, station: null });
  const balance = useAnswer('getBadgeBalance', [scope], {
    renewOn: ['countsChanged', 'printJobsChanged', 'syncChanged'],
  });
  return (
    <main className="screen badges" aria-label={t('badges.title')}>
      <header className="screen-head badges-head flex flex-wrap gap-x-4 gap-y-3 items-end">
        <div>
          <h1>{t('badges.title')}</h1>
        </div>
        {section !== 'ahead' && (
          <ScopePicker
            scope={scope}
            onChange={setScope}
            balance={balance.value}
            withStations={section === 'balance'}
          />
        )}
        {section === 'balance' && <BalanceActions scope={scope} balance={balance.value} />}
      </header>
      <FailureNote failure={balance.failure} />
      <Tabs
        className="tabs flex flex-col min-h-0"
        selectedKey={section}
        onSelectionChange={(key) => setSection(sections.find((one) => one === key) ?? 'balance')}
      >
        <TabList className="tab-list" aria-label={t('badges.sections')}>
          {sections.map((one) => (
            <Tab key={one} id={one} className="tab">
              {t(`badges.tabs.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="balance" className="tab-panel grid gap-4 pt-4">
          <BalanceTab
            scope={scope}
            balance={balance.value}
            onSeeStock={() => setSection('stock')}
          />
        </TabPanel>
        <TabPanel id="stock" className="tab-panel grid gap-4 pt-4">
          <StockTab day={scope.day} />
        </TabPanel>
        <TabPanel id="ahead" className="tab-panel grid gap-4 pt-4">
          <BatchesTab />
        </TabPanel>
      </Tabs>
    </main>
  );
}

function BalanceActions({
  scope,
  balance,
}: {
  scope: BalanceScopeInput;
  balance: BadgeBalance | null;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    if (await ask('exportBadgeBalance', scope)) notify(t('badges.exported'));
  });
  const mayExport = useMay('export');
  const isEmpty = (balance?.issued ?? 0) === 0;
  return (
    <>
      <div className="badges-actions flex flex-wrap gap-2">
        <Button icon={<Printer />} isDisabled={isEmpty} onPress={() => window.print()}>
          {t('badges.print')}
        </Button>
        <Button
          icon={<FileDown />}
          isDisabled={isEmpty || busy || !mayExport}
          onPress={() => void run()}
        >
          {t('badges.export')}
        </Button>
      </div>
      {!mayExport && <p className="field-hint">{t('roles.exportOnly')}</p>}
      <FailureNote failure={failure} />
    </>
  );
}

/** The balance with the card that records badges, or the serials behind one of its rows. */
function BalanceTab({
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
    <div className="balance grid-cols-[minmax(0,1fr)_24rem] grid gap-6 items-start">
      <div className="grid gap-4 min-w-0">
        {isEmpty ? (
          <EmptyState
            icon={<IdCard />}
            title={t(
              scope.day === null && scope.station === null ? 'badges.none' : 'badges.noneHere',
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

/** Must not be the id of a day or station. */
const all = 'all';

function ScopePicker({
  scope,
  onChange,
  balance,
  withStations,
}: {
  scope: BalanceScopeInput;
  onChange: (scope: BalanceScopeInput) => void;
  balance: BadgeBalance | null;
  withStations: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  const { day: today } = useStation();
  const days = [...new Set([...(balance?.days ?? []), today])].sort();
  const stations = balance?.stations ?? [];
  return (
    <div className="scope-picker flex flex-wrap gap-2">
      <Select
        label={t('badges.day')}
        labelHidden
        choices={[
          ...days.map((id) => ({ id, label: shortDay(id) })),
          { id: all, label: t('badges.allDays') },
        ]}
        value={scope.day ?? all}
        onChange={(id) => onChange({ ...scope, day: id === all ? null : id })}
      />
      {withStations && stations.length > 1 && (
        <Select
          label={t('badges.station')}
          labelHidden
          choices={[
            { id: all, label: t('badges.allStations') },
            ...stations.map(({ id, name, isOwn }) => ({
              id,
              label: isOwn ? t('badges.ownStation', { name }) : name,
            })),
          ]}
          value={scope.station ?? all}
          onChange={(id) => onChange({ ...scope, station: id === all ? null : id })}
        />
      )}
    </div>
  );
}

/** Whether badges and stock balance; if not, what to check. */
function BalanceSummary({
  scope,
  balance,
  onSeeStock,
}: {
  scope: BalanceScopeInput;
  balance: BadgeBalance;
  onSeeStock: () => void;
}): ReactNode {
  return (
    <div className="balance-summary grid-cols-fit-72 grid gap-3" role="status">
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
      <Note tone="go" icon={<CircleCheckBig />} title={t('badges.balances')}>
        <p>{t('badges.balancesDetail', { count: issued })}</p>
      </Note>
    );
  }
  return (
    <Note tone="look" icon={<TriangleAlert />} title={t('badges.open', { count: open })}>
      <p>{t('badges.openDetail')}</p>
      {unheard > 0 && <p>{t('badges.unheard', { count: unheard })}</p>}
    </Note>
  );
}

/** One verdict for all accounts of the day. */
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
