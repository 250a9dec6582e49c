import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { faceOf } from '../../domain/page-face.ts';
import type { CallFailure } from '../client/ask.ts';
import { StationProvider, useStationAnswer } from '../client/station.tsx';
import { LanyardArt } from '../features/desk/lanyard-art.tsx';
import { TrainingFrame } from '../features/training/training-frame.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../ui/failure-note.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useFace } from './use-face.ts';
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
  const Face = useFace(station === null ? null : faceOf(station));
  if (station === null) return <Starting failure={failure} renew={renew} />;
  if (Face === null) return <Starting failure={null} renew={renew} />;
  return <Face isLocked={station.operator === null} />;
}

function Starting(props: { failure: CallFailure | null; renew: () => void }): ReactNode {
  const { t } = useTranslation();
  const { failure, renew } = props;
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
