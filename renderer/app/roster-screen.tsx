import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import { BadgeCheckSection } from '../badges/badge-check.tsx';
import { useMay } from '../base/station.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { DuplicateList } from '../hub-hosting/sync-lists.tsx';
import { RosterImport } from '../roster/roster-import.tsx';
import { RosterChangeList } from '../sync/roster-change-list.tsx';
import { StopList } from '../sync/stop-list.tsx';
import { TicketsSection } from '../tickets/tickets-section.tsx';
import '../../ui/tabs.css';

/** The roster and the stop list; walk-ins, corrections and people admitted twice. */
export function RosterScreen(): ReactNode {
  const { t } = useTranslation();
  const { view } = useSync();
  const mayStop = useMay('change-stop-list');
  const link = view?.link ?? null;
  const isHosting = view?.host?.state === 'running';
  const shown = [
    'roster' as const,
    'changes' as const,
    ...(mayStop ? (['stops'] as const) : []),
    'duplicates' as const,
  ];
  const contents = {
    roster: (
      <RosterImport
        below={
          <>
            <BadgeCheckSection />
            <TicketsSection />
          </>
        }
      />
    ),
    changes: <RosterChangeList />,
    stops: <StopList isHosting={isHosting} link={link} />,
    duplicates: <DuplicateList />,
  };
  return (
    <main className="screen" aria-label={t('app.roster')}>
      <header className="screen-head">
        <h1>{t('app.roster')}</h1>
      </header>
      <Tabs className="tabs flex flex-col min-h-0">
        <TabList className="tab-list flex-wrap" aria-label={t('people.lists')}>
          {shown.map((id) => (
            <Tab key={id} id={id} className="tab">
              {t(`people.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {shown.map((id) => (
          // An import continues behind the other tabs.
          <TabPanel
            key={id}
            id={id}
            shouldForceMount={id === 'roster'}
            className="tab-panel grid gap-5 pt-5"
          >
            {contents[id]}
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
