import { useCallback, useEffect, useRef, useState } from 'react';
import type { KioskLanguage } from '../../../domain/base/language.ts';

/** `quiet` means that the current screen was read, and the next one will be read too. */
type SpeechState = 'off' | 'speaking' | 'paused' | 'quiet' | 'no-voice';

export interface Speech {
  state: SpeechState;
  /** Reads the screen, and then each further one automatically. */
  listen: () => void;
  repeat: () => void;
  pause: () => void;
  resume: () => void;
  stop: () => void;
}

/** What a marked element says: the value of `data-speak` if it gives a text, else its content. */
function sayable({ dataset, textContent }: HTMLElement): string {
  const other = dataset.speak ?? 'true';
  return other === 'true' ? textContent : other;
}

/** The texts that a screen marks for speech, in document order. */
function wordsOnScreen(): string {
  return [...document.querySelectorAll<HTMLElement>('.kiosk-main [data-speak]')]
    .map((part) => sayable(part).trim())
    .filter((text) => text !== '')
    .map((text) => (/[.!?؟:]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

function voiceFor(language: KioskLanguage): SpeechSynthesisVoice | null {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language) ?? null;
}

/**
 * Reads the screens aloud with the system's voices, for headphones. The state is `no-voice` if the
 * computer has none for the language; the screen then says so.
 *
 * @param screen the current screen; a new one is read while the visitor listens
 * @param rests true without a visitor: speech ends with the visit
 */
export function useSpeech(language: KioskLanguage, screen: string, rests: boolean): Speech {
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
    listen: () => {
      listening.current = true;
      say();
    },
    repeat: say,
    pause: () => {
      window.speechSynthesis.pause();
      setState('paused');
    },
    resume: () => {
      window.speechSynthesis.resume();
      setState('speaking');
    },
    stop,
  };
}
