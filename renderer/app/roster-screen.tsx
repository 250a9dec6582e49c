import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import { BadgeCheckSection } from '../badges/badge-check.tsx';
import { useMay } from '../base/station.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { DuplicateList } from '../hub-hosting/sync-lists.tsx';
import { PeopleTab } from '../people/people-tab.tsx';
import { RosterChangeList } from '../sync/roster-change-list.tsx';
import { StopList } from '../sync/stop-list.tsx';
import { TicketsSection } from '../tickets/tickets-section.tsx';
import '../../ui/tabs.css';

const tabs = ['list', 'badges', 'tickets', 'changes', 'stops', 'duplicates'] as const;
type PeopleTabName = (typeof tabs)[number];

/** Everyone who is expected, and what is done with all of them: badges, tickets, stop list. */
export function RosterScreen(): ReactNode {
  const { t } = useTranslation();
  const { view } = useSync();
  const mayStop = useMay('change-stop-list');
  const mayExport = useMay('export');
  const mayChange = useMay('change-people');
  const [shown, setShown] = useState<PeopleTabName>('list');
  const contents: Readonly<Record<PeopleTabName, ReactNode>> = {
    list: <PeopleTab onImport={() => setShown('list')} />,
    badges: <BadgeCheckSection />,
    tickets: <TicketsSection />,
    changes: <RosterChangeList />,
    stops: <StopList isHosting={view?.host?.state === 'running'} link={view?.link ?? null} />,
    duplicates: <DuplicateList />,
  };
  const may: Readonly<Record<PeopleTabName, boolean>> = {
    list: mayChange,
    badges: mayExport,
    tickets: mayExport,
    changes: true,
    stops: mayStop,
    duplicates: true,
  };
  const open = tabs.filter((id) => may[id]);
  return (
    <main className="screen" aria-label={t('app.roster')}>
      <header className="screen-head">
        <h1>{t('app.roster')}</h1>
      </header>
      <Tabs
        className="tabs flex flex-col min-h-0"
        selectedKey={may[shown] ? shown : 'changes'}
        onSelectionChange={(key) => setShown(tabs.find((id) => id === key) ?? shown)}
      >
        <TabList className="tab-list flex-wrap" aria-label={t('people.lists')}>
          {open.map((id) => (
            <Tab key={id} id={id} className="tab">
              {t(`people.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {open.map((id) => (
          // An import continues behind the other tabs, and the list keeps its filters.
          <TabPanel
            key={id}
            id={id}
            shouldForceMount={id === 'list'}
            className="tab-panel grid gap-5 pt-5"
          >
            {contents[id]}
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
