import { ArrowLeft, Layers2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useDesk } from './desk-provider.tsx';
import { type DeskState, isAnswerDue } from './flow.ts';
import { HeroAsking } from './hero-asking.tsx';
import { HeroFailed } from './hero-failed.tsx';
import { HeroIdentity } from './hero-identity.tsx';
import { HeroIdle } from './hero-idle.tsx';
import { HeroVerdict } from './hero-verdict.tsx';
import { verdictLook } from './verdict.ts';
import './hero.css';
import './hero-idle.css';
import './hero-verdict.css';
import './hero-stub.css';
import './hero-sizes.css';

function toneOf(state: DeskState): string {
  switch (state.kind) {
    case 'idle':
    case 'asking':
      return 'calm';
    case 'identity':
      return 'ask';
    case 'failed':
      return 'stop';
    case 'answered':
      return verdictLook(state.answer).tone;
  }
}

function HeroContent({ state }: { state: DeskState }): ReactNode {
  switch (state.kind) {
    case 'idle':
      return <HeroIdle />;
    case 'asking':
      return <HeroAsking />;
    case 'identity':
      return <HeroIdentity key={state.key} state={state} />;
    case 'failed':
      return <HeroFailed failure={state.failure} />;
    case 'answered':
      return <HeroVerdict key={state.key} answer={state.answer} />;
  }
}

/** The panel that fills the width: what the last scan came to, or what it still needs. */
export function Hero({ compact }: { compact: boolean }): ReactNode {
  const { t } = useTranslation();
  const { state } = useDesk();
  return (
    <section
      className="hero"
      aria-label={t('desk.result')}
      data-tone={toneOf(state)}
      data-kind={state.kind}
      data-compact={(compact && !isAnswerDue(state)) || undefined}
    >
      <div className="hero-ribbon" aria-hidden="true" />
      <div className="hero-content">
        <HeroContent state={state} />
      </div>
      <p className="visually-hidden" role="alert">
        <HeroSpeech state={state} />
      </p>
      <HeroCorner />
    </section>
  );
}

/** What a screen reader says at once: the verdict in a word and the person. */
function HeroSpeech({ state }: { state: DeskState }): ReactNode {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
    case 'asking':
      return null;
    case 'identity':
      return `${t('identity.title')}. ${state.delegate.printedName}`;
    case 'failed':
      return `${t('verdict.failed')}. ${t(`error.${state.failure.code}.title`)}`;
    case 'answered': {
      const { answer } = state;
      const name = 'delegate' in answer ? (answer.delegate?.printedName ?? '') : '';
      return `${t(`verdict.${verdictLook(answer).publicWords}`)}. ${name}`;
    }
  }
}

/** What waits behind the result: further scans, and the screen that a scan interrupted. */
function HeroCorner(): ReactNode {
  const { t } = useTranslation();
  const { state, scanning } = useDesk();
  const { interrupted, go } = useNavigation();
  const offersReturn = interrupted !== null && !isAnswerDue(state);
  return (
    <div className="hero-corner">
      {scanning.waiting > 0 && (
        <p className="hero-waiting figures" role="status">
          <Layers2 aria-hidden="true" size={18} />
          {t('desk.waiting', { count: scanning.waiting })}
          <IconButton
            label={t('desk.putAsideAll')}
            icon={<X aria-hidden="true" size={16} />}
            onPress={scanning.clearWaiting}
          />
        </p>
      )}
      {scanning.refused > 0 && (
        <p className="hero-waiting" role="status">
          {t('desk.refused', { count: scanning.refused })}
        </p>
      )}
      {offersReturn && (
        <Button
          size="small"
          icon={<ArrowLeft aria-hidden="true" size={18} className="flips" />}
          onPress={() => go(interrupted)}
        >
          {t('desk.returnTo', { screen: t(`app.${interrupted}`) })}
        </Button>
      )}
    </div>
  );
}
