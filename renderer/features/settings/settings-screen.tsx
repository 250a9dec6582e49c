import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../client/rights.ts';
import { ActivitySection } from '../activity/activity-section.tsx';
import { HealthSection } from '../health/health-section.tsx';
import { PrivacySection } from '../privacy/privacy-section.tsx';
import { SecuritySection } from '../security/security-section.tsx';
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
  { id: 'activity', Section: ActivitySection },
  { id: 'privacy', Section: PrivacySection },
  { id: 'security', Section: SecuritySection },
  { id: 'health', Section: HealthSection },
  { id: 'about', Section: AboutSection },
] as const;

/** The station's settings, one subject at a time. */
export function SettingsScreen(): ReactNode {
  const { t } = useTranslation();
  const mayReadActivity = useMay('read-activity');
  const shown = sections.filter(({ id }) => id !== 'activity' || mayReadActivity);
  return (
    <main className="screen" aria-label={t('settings.title')}>
      <header className="screen-head">
        <h1>{t('settings.title')}</h1>
      </header>
      <Tabs className="tabs">
        <TabList className="tab-list settings-tabs" aria-label={t('settings.sections')}>
          {shown.map(({ id }) => (
            <Tab key={id} id={id} className="tab">
              {t(`settings.tabs.${id}`)}
            </Tab>
          ))}
        </TabList>
        {shown.map(({ id, Section }) => (
          <TabPanel key={id} id={id} className="tab-panel settings-panel">
            <Section />
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
