import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/fields/text-field.tsx';

/** What is wrong with the typed PIN; null before it was checked. */
export type PinTrouble =
  | { result: 'wrong-pin' | 'same-person' | 'not-independent' }
  /** The next attempt is possible at this time of the machine's clock, UTC milliseconds. */
  | { result: 'wait'; until: number };

/** Whole seconds until then, counted down; 0 when it is over. */
export function useSecondsUntil(until: number | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === null) return setLeft(0);
    const tick = (): void => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** The field for the PIN of a second person beside the operator signed in. */
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
  /** The field's label; by default a second person's. */
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
