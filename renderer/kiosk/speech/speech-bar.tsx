import { Ear, Pause, Play, RotateCcw, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import type { Speech } from './use-speech.ts';
import './speech-bar.css';

/**
 * Speech through headphones: speak, repeat, pause. The buttons have the icons of a media player.
 */
export function SpeechBar({ speech }: { speech: Speech }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { shown } = useKiosk();
  const { state } = speech;
  if (state === 'off') {
    return (
      <KioskButton data-tool="listen" icon={<Ear />} onPress={speech.listen}>
        <span lang={shown}>{t('speech.listen', { lng: shown })}</span>
      </KioskButton>
    );
  }
  const isPaused = state === 'paused';
  return (
    <fieldset className="speech-keys" aria-label={t('speech.listen')}>
      {state !== 'no-voice' && (
        <>
          <KioskButton
            aria-label={t('speech.repeat')}
            icon={<RotateCcw />}
            onPress={speech.repeat}
          />
          <KioskButton
            aria-label={isPaused ? t('speech.resume') : t('speech.pause')}
            icon={isPaused ? <Play /> : <Pause />}
            onPress={isPaused ? speech.resume : speech.pause}
          />
        </>
      )}
      <KioskButton aria-label={t('speech.off')} icon={<VolumeX />} onPress={speech.stop} />
    </fieldset>
  );
}

/** Reports that no voice is installed for the language. */
export function SpeechNote({ speech }: { speech: Speech }): ReactNode {
  const { t } = useTranslation('kiosk');
  return (
    <div role="alert">
      {speech.state === 'no-voice' && (
        <p className="speech-none rounded-lg bg-surface text-ink">{t('speech.none')}</p>
      )}
    </div>
  );
}
