import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useTranslation } from 'react-i18next';
import { FromPaperTab } from '../check-in/from-paper/from-paper-tab.tsx';
import { Button } from '../kit/button.tsx';
import { useNavigation } from '../kit/navigation.tsx';
import { EvacuationTab } from './evacuation-tab.tsx';
import { PackTab } from './pack-tab.tsx';
import { sections, showSection, useShownSection } from './shown-section.ts';
import '../kit/tabs.css';
import './emergency.css';

/** The emergency tools: the muster on the whole screen, the paper pack, records made on paper. */
export function EmergencyScreen(): ReactNode {
  const { t } = useTranslation();
  const section = useShownSection();
  const { go, dialog } = useNavigation();
  const isMuster = section === 'evacuation';
  const close = (): void => go('desk');
  return (
    <main
      className="screen emergency"
      aria-label={t('emergency.title')}
      data-full={isMuster || undefined}
    >
      <Tabs
        className="tabs flex flex-col flex-1 min-h-0"
        selectedKey={section}
        onSelectionChange={(key) =>
          showSection(sections.find((one) => one === key) ?? 'evacuation')
        }
      >
        <header className="emergency-head flex flex-wrap items-center gap-x-6 gap-y-2">
          <h1 className="text-xl">{t('emergency.title')}</h1>
          <TabList className="tab-list flex-1" aria-label={t('emergency.sections')}>
            {sections.map((one) => (
              <Tab key={one} id={one} className="tab">
                {t(`emergency.tabs.${one}`)}
              </Tab>
            ))}
          </TabList>
          {isMuster && (
            <Button icon={<X />} keys={['F9']} onPress={close}>
              {t('emergency.evacuation.close')}
            </Button>
          )}
        </header>
        <TabPanel id="evacuation" className="tab-panel pt-4 flex-1">
          <EvacuationTab onClose={close} hasKeys={dialog === null} />
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
