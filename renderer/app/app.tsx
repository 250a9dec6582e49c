import { RotateCw, TriangleAlert } from 'lucide-react';
import { Component, type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { faceOf, type PageFace } from '../../domain/station/page-face.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { LanyardArt } from '../../ui/lanyard-art.tsx';
import type { CallFailure } from '../base/ask.ts';
import { StationProvider, useStationAnswer } from '../base/station.tsx';
import { TrainingFrame } from '../station/training-frame.tsx';
import { faces } from './faces.ts';
import './app.css';

/** Requests the station first, then shows the set-up or the page of its mode. */
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
  const name =
    station === null ? null : textIn(station.event.name, station.language, station.event);
  useEffect(() => {
    document.title = name === null ? t('app.name') : `${name} · ${t('app.name')}`;
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
    <main
      className="starting grid gap-5 justify-items-center place-content-center h-full text-soft"
      aria-busy={failure === null}
    >
      <LanyardArt />
      <h1 className="visually-hidden">{t('app.name')}</h1>
      {failure === null ? (
        <p>{t('app.starting')}</p>
      ) : (
        <FailureNote failure={failure} onRetry={renew} />
      )}
    </main>
  );
}

interface Loaded {
  name: PageFace;
  /** Null if its code could not be loaded. */
  Face: ComponentType<{ isLocked: boolean }> | null;
  error: unknown;
}

/**
 * The component of a mode once its code is loaded, null until then. React's `lazy` is not used:
 * what follows a fallback appears 300 ms later than possible (FALLBACK_THROTTLE_MS in React's
 * reconciler), and a whole start takes hardly longer.
 *
 * @throws the error of loading, while rendering
 */
function useFace(name: PageFace | null): Loaded['Face'] {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    if (name === null) return;
    let isWanted = true;
    const keep = (Face: Loaded['Face'], error: unknown = null): void => {
      if (isWanted) setLoaded({ name, Face, error });
    };
    faces[name]().then(
      (module) => keep(module.default),
      (error: unknown) => keep(null, error),
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  if (loaded === null || loaded.name !== name) return null;
  if (loaded.Face === null) throw loaded.error;
  return loaded.Face;
}

interface Props {
  children: ReactNode;
}

/**
 * Catches what a component throws while rendering, and offers to reload the page. The error itself
 * goes to the console, which the main process writes to its log.
 */
class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="starting grid gap-5 justify-items-center place-content-center h-full text-soft">
      <EmptyState
        icon={<TriangleAlert />}
        title={t('app.broken.title')}
        hint={t('app.broken.remedy')}
        action={
          <Button variant="primary" icon={<RotateCw />} onPress={() => window.location.reload()}>
            {t('app.broken.reload')}
          </Button>
        }
      />
    </main>
  );
}
