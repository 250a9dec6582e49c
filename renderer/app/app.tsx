import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { StationProvider, useStationAnswer } from '../client/station.tsx';
import { AlertsProvider } from '../features/alerts/alerts-provider.tsx';
import { DeskProvider } from '../features/desk/desk-provider.tsx';
import { LanyardArt } from '../features/desk/lanyard-art.tsx';
import { DoorApp } from '../features/door/door-app.tsx';
import { EvacuationLayer } from '../features/evacuation/evacuation-layer.tsx';
import { RecoveryNotice } from '../features/health/recovery-notice.tsx';
import { KioskApp } from '../features/kiosk/kiosk-app.tsx';
import { SetUpApp } from '../features/set-up/set-up-app.tsx';
import { SignIn } from '../features/sign-in/sign-in.tsx';
import { LockedStation } from '../features/station-exit/locked-station.tsx';
import { SyncProvider } from '../features/sync/sync-provider.tsx';
import { TrainingFrame } from '../features/training/training-frame.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../ui/failure-note.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NavigationProvider } from './navigation.tsx';
import { Shell } from './shell.tsx';
import './app.css';

/** The page: asks for the station first, then shows the set-up or the face of its mode. */
export function App(): ReactNode {
  return (
    <ErrorBoundary>
      <StationProvider>
        <Localised>
          <TrainingFrame>
            <Start />
          </TrainingFrame>
        </Localised>
      </StationProvider>
    </ErrorBoundary>
  );
}

function Localised({ children }: { children: ReactNode }): ReactNode {
  const { i18n } = useTranslation();
  return <I18nProvider locale={i18n.language}>{children}</I18nProvider>;
}

function Start(): ReactNode {
  const { t } = useTranslation();
  const { station, failure, renew } = useStationAnswer();
  const name = station?.event.name[station.language];
  useEffect(() => {
    document.title = name === undefined ? t('app.name') : `${name} · ${t('app.name')}`;
  }, [name, t]);
  if (station === null) {
    return (
      <main className="starting" aria-busy={failure === null}>
        <LanyardArt />
        <h1 className="visually-hidden">{t('app.name')}</h1>
        {failure === null ? (
          <p>{t('app.starting')}</p>
        ) : (
          <FailureNote
            failure={failure}
            actions={<Button onPress={renew}>{t('app.retry')}</Button>}
          />
        )}
      </main>
    );
  }
  if (station.setUp !== null) return <SetUpApp />;
  switch (station.mode) {
    case 'desk':
      return <DeskApp isLocked={station.operator === null} />;
    case 'kiosk':
      return (
        <LockedStation>
          <KioskApp />
        </LockedStation>
      );
    case 'door':
      return (
        <LockedStation>
          <DoorApp />
          <EvacuationLayer />
        </LockedStation>
      );
  }
}

function DeskApp({ isLocked }: { isLocked: boolean }): ReactNode {
  return (
    <NavigationProvider>
      <ToastProvider>
        <SyncProvider>
          <DeskProvider>
            <AlertsProvider>
              <Shell isLocked={isLocked} lockScreen={<SignIn />} />
              <RecoveryNotice />
            </AlertsProvider>
          </DeskProvider>
        </SyncProvider>
      </ToastProvider>
    </NavigationProvider>
  );
}
