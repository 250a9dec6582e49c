import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CameraSection } from '../settings/camera-section.tsx';
import { ScannerSection } from '../settings/scanner-section.tsx';
import { SetUpFooter } from './list-step.tsx';
import { useSetUp } from './use-set-up.ts';
import '../settings/settings.css';

/** Camera and hand scanner, each with its test, by the parts of the settings. */
export function DevicesStep(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSetUp();
  return (
    <div className="set-up-screen">
      <main className="screen settings-panel" aria-label={t('setUp.devices.title')}>
        <header className="screen-head">
          <h1>{t('setUp.devices.title')}</h1>
          <p>{t('setUp.devices.intro')}</p>
        </header>
        <CameraSection />
        <ScannerSection />
      </main>
      <SetUpFooter onNext={next} isEmpty={false} />
    </div>
  );
}
