import { FileDown, Printer } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BadgeBalance, BalanceScopeInput } from '../../../preload/contract/badge-balance.ts';
import { ask } from '../../client/ask.ts';
import { useMay } from '../../client/rights.ts';
import { useStation } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { BatchesTab } from '../print-batch/batches-tab.tsx';
import { BalanceTab } from './balance-tab.tsx';
import { ScopePicker } from './scope-picker.tsx';
import { StockTab } from './stock-tab.tsx';
import '../../ui/tabs.css';
import './badge-balance.css';

const sections = ['balance', 'stock', 'ahead'] as const;
type Section = (typeof sections)[number];

/** Where every badge is, what was used of the stock, and badges printed ahead. */
export function BadgesScreen(): ReactNode {
  const { t } = useTranslation();
  const { day } = useStation();
  const [section, setSection] = useState<Section>('balance');
  const [scope, setScope] = useState<BalanceScopeInput>({ day, kiosk: null });
  const balance = useAnswer('getBadgeBalance', [scope], {
    renewOn: ['countsChanged', 'printJobsChanged', 'syncChanged'],
  });
  return (
    <main className="screen badges" aria-label={t('badges.title')}>
      <header className="screen-head badges-head">
        <div>
          <h1>{t('badges.title')}</h1>
          <p>{t('badges.intro')}</p>
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
        className="tabs"
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
        <TabPanel id="balance" className="tab-panel badges-panel">
          <BalanceTab
            scope={scope}
            balance={balance.value}
            onSeeStock={() => setSection('stock')}
          />
        </TabPanel>
        <TabPanel id="stock" className="tab-panel badges-panel">
          <StockTab day={scope.day} />
        </TabPanel>
        <TabPanel id="ahead" className="tab-panel badges-panel">
          <BatchesTab />
        </TabPanel>
      </Tabs>
    </main>
  );
}

/** What the evening takes along: the list on paper or as a file. */
function BalanceActions({
  scope,
  balance,
}: {
  scope: BalanceScopeInput;
  balance: BadgeBalance | null;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    if (await ask('exportBadgeBalance', scope)) notify(t('badges.exported'));
  }, [notify, scope, t]);
  const { run, busy, failure } = useAction(verb);
  const mayExport = useMay('export');
  const isEmpty = (balance?.issued ?? 0) === 0;
  return (
    <>
      <div className="badges-actions">
        <Button
          icon={<Printer aria-hidden="true" size={18} />}
          isDisabled={isEmpty}
          onPress={() => window.print()}
        >
          {t('badges.print')}
        </Button>
        <Button
          icon={<FileDown aria-hidden="true" size={18} />}
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
