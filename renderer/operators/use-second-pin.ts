import { useCallback, useState } from 'react';
import { isPin } from './pin.ts';
import { type PinTrouble, useSecondsUntil } from './second-pin.tsx';

/** The answers of a call that needs a second person's PIN. */
export type SecondPinAnswer =
  | { result: 'done' }
  | { result: 'wrong-pin' | 'same-person' | 'not-independent' }
  | { result: 'wait'; milliseconds: number };

/** The PIN of a second person in a form, and what is wrong with it. */
export interface SecondPinEntry {
  pin: string;
  setPin: (pin: string) => void;
  trouble: PinTrouble | null;
  secondsLeft: number;
  /** The PIN has the right form, and may be checked now. */
  isReady: boolean;
  /** Reports that it is missing, if a form was sent without one. */
  missing: () => void;
  /** Takes the answer and forgets the PIN; true if it was approved. */
  take: (answer: SecondPinAnswer) => boolean;
}

/** Keeps the PIN of a second person while a form is open, and never longer. */
export function useSecondPin(): SecondPinEntry {
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const take = useCallback((answer: SecondPinAnswer): boolean => {
    setPin('');
    if (answer.result === 'done') setTrouble(null);
    else if (answer.result === 'wait')
      setTrouble({ result: 'wait', until: Date.now() + answer.milliseconds });
    else setTrouble({ result: answer.result });
    return answer.result === 'done';
  }, []);
  const missing = useCallback(() => setTrouble({ result: 'wrong-pin' }), []);
  return {
    pin,
    setPin,
    missing,
    trouble,
    secondsLeft,
    isReady: isPin(pin) && secondsLeft === 0,
    take,
  };
}
