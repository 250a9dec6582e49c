import { Ear, Pause, Play, RotateCcw, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { useSpeech } from './use-speech.ts';
import './speech-bar.css';

/** Listening through headphones: speak, repeat, pause; or that no voice is installed. */
export function SpeechBar(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen } = useKiosk();
  const rests = screen === 'wiping';
  const speech = useSpeech(context.language, screen, rests);
  if (speech.state === 'off') {
    return (
      <KioskButton icon={<Ear aria-hidden="true" />} onPress={speech.listen}>
        {t('speech.listen')}
      </KioskButton>
    );
  }
  if (speech.state === 'no-voice') {
    return (
      <div className="speech-none" role="alert">
        <p>{t('speech.none')}</p>
        <KioskButton icon={<VolumeX aria-hidden="true" />} onPress={speech.stop}>
          {t('speech.off')}
        </KioskButton>
      </div>
    );
  }
  const isPaused = speech.state === 'paused';
  return (
    <>
      <KioskButton icon={<RotateCcw aria-hidden="true" />} onPress={speech.repeat}>
        {t('speech.repeat')}
      </KioskButton>
      <KioskButton
        icon={isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
        onPress={isPaused ? speech.resume : speech.pause}
      >
        {isPaused ? t('speech.resume') : t('speech.pause')}
      </KioskButton>
      <KioskButton icon={<VolumeX aria-hidden="true" />} onPress={speech.stop}>
        {t('speech.off')}
      </KioskButton>
    </>
  );
}
