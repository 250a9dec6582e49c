import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FromPaperTab } from '../check-in/from-paper/from-paper-tab.tsx';
import { EvacuationTab } from './evacuation-tab.tsx';
import { PackTab } from './pack-tab.tsx';
import { sections, showSection, useShownSection } from './shown-section.ts';
import '../kit/tabs.css';
import './emergency.css';

/** The emergency tools: who is inside, the paper pack, and records made on paper. */
export function EmergencyScreen(): ReactNode {
  const { t } = useTranslation();
  const section = useShownSection();
  return (
    <main className="screen emergency" aria-label={t('emergency.title')}>
      <header className="screen-head">
        <h1>{t('emergency.title')}</h1>
        <p>{t('emergency.intro')}</p>
      </header>
      <Tabs
        className="tabs flex flex-col min-h-0"
        selectedKey={section}
        onSelectionChange={(key) =>
          showSection(sections.find((one) => one === key) ?? 'evacuation')
        }
      >
        <TabList className="tab-list" aria-label={t('emergency.sections')}>
          {sections.map((one) => (
            <Tab key={one} id={one} className="tab">
              {t(`emergency.tabs.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="evacuation" className="tab-panel pt-5">
          <EvacuationTab />
        </TabPanel>
        <TabPanel id="pack" className="tab-panel pt-5">
          <PackTab />
        </TabPanel>
        <TabPanel id="paper" className="tab-panel pt-5">
          <FromPaperTab />
        </TabPanel>
      </Tabs>
    </main>
  );
}
