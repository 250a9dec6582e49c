import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/fields/text-field.tsx';
import { isPin } from './pin.ts';

/** Why the typed PIN was not accepted. */
export type PinTrouble =
  | { result: 'wrong-pin' | 'same-person' | 'not-independent' }
  /** The next attempt is possible once `performance.now()` reaches this. */
  | { result: 'wait'; until: number };

/** Whole seconds until a time of `performance.now()`, counted down; 0 once it has passed. */
export function useSecondsUntil(until: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === null) return setLeft(0);
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1_000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

export function SecondPin({
  label,
  hint,
  value,
  onChange,
  trouble,
  secondsLeft,
  inputRef,
}: {
  label: string;
  /** By default the hint about a second person's PIN. */
  hint?: string;
  value: string;
  onChange: (pin: string) => void;
  trouble: PinTrouble | null;
  secondsLeft: number;
  inputRef?: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <TextField
      {...(inputRef === undefined ? {} : { inputRef })}
      label={label}
      hint={hint ?? t('override.pinHint')}
      type="password"
      inputMode="numeric"
      maxLength={12}
      value={value}
      onChange={onChange}
      isDisabled={secondsLeft > 0}
      error={wordsOf(trouble)}
    />
  );

  function wordsOf(now: PinTrouble | null): string | null {
    if (secondsLeft > 0) return t('override.wait', { count: secondsLeft });
    if (now?.result === 'wrong-pin') return t('override.wrongPin');
    if (now?.result === 'not-independent') return t('override.notIndependent');
    return now?.result === 'same-person' ? t('override.samePerson') : null;
  }
}

export type SecondPinAnswer =
  | { result: 'done' }
  | { result: 'wrong-pin' | 'same-person' | 'not-independent' }
  | { result: 'wait'; milliseconds: number };

export interface SecondPinEntry {
  pin: string;
  setPin: (pin: string) => void;
  trouble: PinTrouble | null;
  secondsLeft: number;
  /** True if the PIN has the right form, and no wait is in progress. */
  isReady: boolean;
  /** Reports a missing PIN, if a form was sent without one. */
  missing: () => void;
  /** Takes the answer and forgets the PIN; true if it was approved. */
  take: (answer: SecondPinAnswer) => boolean;
}

/** Keeps the PIN of a second person only while a form is open. */
export function useSecondPin(): SecondPinEntry {
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const take = (answer: SecondPinAnswer): boolean => {
    setPin('');
    if (answer.result === 'done') setTrouble(null);
    else if (answer.result === 'wait')
      setTrouble({ result: 'wait', until: performance.now() + answer.milliseconds });
    else setTrouble({ result: answer.result });
    return answer.result === 'done';
  };
  return {
    pin,
    setPin,
    missing: () => setTrouble({ result: 'wrong-pin' }),
    trouble,
    secondsLeft,
    isReady: isPin(pin) && secondsLeft === 0,
    take,
  };
}
