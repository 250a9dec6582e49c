import { Delete, LogIn, TimerReset } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../../ui/failure-note.tsx';
import { digitOf, isPin, minPin } from './pin.ts';
import type { PinEntry } from './use-pin-entry.ts';
import './pin-pad.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Handles the number keys wherever the focus is; Escape goes back. */
export function usePinKeys(entry: PinEntry, onBack: (() => void) | null): void {
  const current = useRef({ entry, onBack });
  useEffect(() => {
    current.current = { entry, onBack };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const digit = digitOf(event);
      const { entry: now, onBack: back } = current.current;
      if (digit !== null) now.add(digit);
      else if (event.key === 'Backspace') now.erase();
      else if (event.key === 'Escape') back?.();
      else if (event.key === 'Enter' && isPin(now.pin)) void now.send();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function PinState({
  entry,
  hint,
  wrong,
}: Pick<Parameters<typeof PinFace>[0], 'entry' | 'hint' | 'wrong'>): ReactNode {
  const { t } = useTranslation();
  if (entry.waitSeconds > 0) {
    return (
      <p
        className="min-h-[2rem] flex items-center gap-2 px-4 rounded-full bg-look-soft text-look-ink text-sm font-semibold"
        role="timer"
      >
        <TimerReset size={18} />
        {t('signIn.wait', { count: entry.waitSeconds })}
      </p>
    );
  }
  if (entry.isWrong) {
    return (
      <p
        className="min-h-[2rem] flex items-center gap-2 px-4 rounded-full bg-stop-soft text-stop-ink text-sm font-semibold"
        role="alert"
      >
        {wrong ?? t('signIn.wrongPin')}
      </p>
    );
  }
  return <p className="min-h-[2rem] flex items-center gap-2 small">{hint}</p>;
}

export function PinFace({
  entry,
  hint,
  wrong,
  enterLabel,
}: {
  entry: PinEntry;
  hint: string;
  /** The message for a wrong PIN, if it is not the usual one. */
  wrong?: string;
  enterLabel: string;
}): ReactNode {
  const { t } = useTranslation();
  const isBlocked = entry.busy || entry.waitSeconds > 0;
  const places = Math.max(minPin, entry.pin.length);
  return (
    <>
      <div
        className="pin-dots flex gap-3 min-h-[1rem] my-1"
        data-wrong={entry.isWrong || undefined}
      >
        {Array.from({ length: places }, (_, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a place has nothing but its position
            key={place}
            data-filled={place < entry.pin.length || undefined}
          />
        ))}
        <span className="visually-hidden" role="status">
          {t('signIn.digitsEntered', { count: entry.pin.length })}
        </span>
      </div>
      <PinState entry={entry} hint={hint} {...(wrong !== undefined && { wrong })} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form */}
      <div
        className="pin-pad grid gap-3 grid-cols-[repeat(3,5.25rem)]"
        role="group"
        aria-label={t('signIn.keypad')}
      >
        {digits.map((digit) => (
          <PadKey key={digit} digit={digit} entry={entry} isDisabled={isBlocked} />
        ))}
        <AriaButton
          className="pad-key hover:bg-sunken"
          data-quiet
          aria-label={t('signIn.erase')}
          isDisabled={isBlocked || entry.pin === ''}
          onPress={entry.erase}
        >
          <Delete size={24} className="flips" />
        </AriaButton>
        <PadKey digit="0" entry={entry} isDisabled={isBlocked} />
        <AriaButton
          className="pad-key hover:bg-sunken"
          data-enter
          aria-label={enterLabel}
          isDisabled={isBlocked || !isPin(entry.pin)}
          onPress={() => void entry.send()}
        >
          <LogIn size={24} className="flips" />
        </AriaButton>
      </div>
      <FailureNote failure={entry.failure} />
    </>
  );
}

function PadKey({
  digit,
  entry,
  isDisabled,
}: {
  digit: string;
  entry: PinEntry;
  isDisabled: boolean;
}): ReactNode {
  return (
    <AriaButton
      className="pad-key hover:bg-sunken"
      isDisabled={isDisabled}
      onPress={() => entry.add(digit)}
    >
      {digit}
    </AriaButton>
  );
}
