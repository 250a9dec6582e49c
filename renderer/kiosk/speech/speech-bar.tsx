import { Ear, Pause, Play, RotateCcw, VolumeX } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskLanguage } from '../../../domain/base/language.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import './speech-bar.css';

/** Listening through headphones: speak, repeat, pause; or that no voice is installed. */
export function SpeechBar(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, screen } = useKiosk();
  const rests = screen === 'wiping';
  const speech = useSpeech(context.language, screen, rests);
  if (speech.state === 'off') {
    return (
      <KioskButton icon={<Ear />} onPress={speech.listen}>
        {t('speech.listen')}
      </KioskButton>
    );
  }
  if (speech.state === 'no-voice') {
    return (
      <div className="speech-none rounded-lg bg-surface text-ink" role="alert">
        <p>{t('speech.none')}</p>
        <KioskButton icon={<VolumeX />} onPress={speech.stop}>
          {t('speech.off')}
        </KioskButton>
      </div>
    );
  }
  const isPaused = speech.state === 'paused';
  return (
    <>
      <KioskButton icon={<RotateCcw />} onPress={speech.repeat}>
        {t('speech.repeat')}
      </KioskButton>
      <KioskButton
        icon={isPaused ? <Play /> : <Pause />}
        onPress={isPaused ? speech.resume : speech.pause}
      >
        {isPaused ? t('speech.resume') : t('speech.pause')}
      </KioskButton>
      <KioskButton icon={<VolumeX />} onPress={speech.stop}>
        {t('speech.off')}
      </KioskButton>
    </>
  );
}

/** The states of listening: off, speaking, paused or quiet, without a voice. */
type SpeechState = 'off' | 'speaking' | 'paused' | 'quiet' | 'no-voice';

interface Speech {
  state: SpeechState;
  /** Speaks the screen, and then each further one automatically. */
  listen: () => void;
  repeat: () => void;
  pause: () => void;
  resume: () => void;
  stop: () => void;
}

/** The text that a screen marks for speaking, in its order. */
function wordsOnScreen(): string {
  return [...document.querySelectorAll<HTMLElement>('.kiosk-main [data-speak]')]
    .map((part) => part.textContent.trim())
    .filter((text) => text !== '')
    .map((text) => (/[.!?؟:]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

function voiceFor(language: KioskLanguage): SpeechSynthesisVoice | null {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language) ?? null;
}

/**
 * Reads the screens aloud with the system's voices, for headphones. `no-voice` if the machine has
 * none for the language: the screen then says so.
 *
 * @param screen the current screen; a change is read while the visitor listens
 * @param rests no visitor: listening ends with the visit
 */
function useSpeech(language: KioskLanguage, screen: string, rests: boolean): Speech {
  const [state, setState] = useState<SpeechState>('off');
  const listening = useRef(false);
  const say = useCallback(() => {
    const voice = voiceFor(language);
    if (voice === null) {
      setState('no-voice');
      return;
    }
    const { speechSynthesis } = window;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(wordsOnScreen());
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.95;
    words.onend = () => setState((now) => (now === 'off' ? now : 'quiet'));
    setState('speaking');
    speechSynthesis.speak(words);
  }, [language]);
  const stop = useCallback(() => {
    listening.current = false;
    window.speechSynthesis?.cancel();
    setState('off');
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen is what is to be said
  useEffect(() => {
    if (rests) stop();
    else if (listening.current) say();
  }, [rests, screen, say, stop]);
  return {
    state,
    listen: useCallback(() => {
      listening.current = true;
      say();
    }, [say]),
    repeat: say,
    pause: useCallback(() => {
      window.speechSynthesis.pause();
      setState('paused');
    }, []),
    resume: useCallback(() => {
      window.speechSynthesis.resume();
      setState('speaking');
    }, []),
    stop,
  };
}
