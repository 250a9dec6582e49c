import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SyncView } from '../../../preload/contract/sync.ts';
import { useMay } from '../../client/rights.ts';
import { DuplicateList } from './duplicate-list.tsx';
import { KioskList } from './kiosk-list.tsx';
import { QuarantineList } from './quarantine-list.tsx';
import { RosterChangeList } from './roster-change-list.tsx';
import { StopList } from './stop-list.tsx';
import '../../ui/tabs.css';
import './sync-lists.css';

interface List {
  id: 'kiosks' | 'duplicates' | 'changes' | 'stops' | 'quarantine';
  content: ReactNode;
  /** How many of them ask for somebody. */
  count: number;
}

/** What stands in this desk's books besides the check-ins, one subject at a time. */
export function SyncLists({ view }: { view: SyncView }): ReactNode {
  const { t } = useTranslation();
  const mayStop = useMay('change-stop-list');
  const isHosting = view.host?.state === 'running';
  // Alone, a desk may still have duplicates from an earlier hub.
  const isAlone = view.link === null && view.host === null && view.openDuplicates === 0;
  const quarantined = view.link?.state.quarantined ?? 0;
  const lists: (List | false)[] = [
    hasKiosks(view) && {
      id: 'kiosks',
      content: <KioskList isHosting={isHosting} />,
      count: 0,
    },
    !isAlone && { id: 'duplicates', content: <DuplicateList />, count: view.openDuplicates },
    { id: 'changes', content: <RosterChangeList />, count: 0 },
    mayStop && {
      id: 'stops',
      content: <StopList isHosting={isHosting} link={view.link} />,
      count: 0,
    },
    !isAlone && { id: 'quarantine', content: <QuarantineList />, count: quarantined },
  ];
  const shown = lists.filter((list) => list !== false);
  return (
    // Whoever has just joined or made a hub sees what is new then; afterwards the choice is the user's.
    <Tabs key={String(hasKiosks(view))} className="tabs" defaultSelectedKey={startOf(view)}>
      <TabList className="tab-list sync-tabs" aria-label={t('sync.lists')}>
        {shown.map(({ id, count }) => (
          <Tab key={id} id={id} className="tab">
            {t(`sync.tab.${id}`)}
            {count > 0 && (
              <span className="tab-count figures">
                <span aria-hidden="true">{count}</span>
                <span className="visually-hidden">{t('sync.asks', { count })}</span>
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {shown.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel sync-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** A hub's stations are known here. */
function hasKiosks({ link, host }: SyncView): boolean {
  return host?.state === 'running' || link !== null;
}

/** What is opened first: what asks for somebody. */
function startOf(view: SyncView): List['id'] {
  if (view.openDuplicates > 0) return 'duplicates';
  if ((view.link?.state.quarantined ?? 0) > 0) return 'quarantine';
  return hasKiosks(view) ? 'kiosks' : 'changes';
}
