import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { TrainingSection } from '../training/training-section.tsx';
import { AboutSection } from './about-section.tsx';
import { CameraSection } from './camera-section.tsx';
import { DeskSection } from './desk-section.tsx';
import { OperatorsSection } from './operators-section.tsx';
import { ScannerSection } from './scanner-section.tsx';
import { StationSection } from './station-section.tsx';
import '../../ui/tabs.css';
import './settings.css';

const sections = [
  { id: 'camera', Section: CameraSection },
  { id: 'scanner', Section: ScannerSection },
  { id: 'desk', Section: DeskSection },
  { id: 'station', Section: StationSection },
  { id: 'operators', Section: OperatorsSection },
  { id: 'training', Section: TrainingSection },
  { id: 'about', Section: AboutSection },
] as const;

/** The station's settings, one subject at a time. */
export function SettingsScreen(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="screen" aria-label={t('settings.title')}>
      <header className="screen-head">
        <h1>{t('settings.title')}</h1>
      </header>
      <Tabs className="tabs">
        <TabList className="tab-list settings-tabs" aria-label={t('settings.sections')}>
          {sections.map(({ id }) => (
            <Tab key={id} id={id} className="tab">
              {t(`settings.tabs.${id}`)}
            </Tab>
          ))}
        </TabList>
        {sections.map(({ id, Section }) => (
          <TabPanel key={id} id={id} className="tab-panel settings-panel">
            <Section />
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
