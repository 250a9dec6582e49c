import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.tsx';
import { type PinTrouble, useSecondsUntil } from '../override/second-pin.tsx';
import { isPin } from '../sign-in/pin.ts';

/** What the main process says of the PIN. */
type PinAnswer =
  | { result: 'done' }
  | { result: 'wrong-pin' }
  | { result: 'wait'; milliseconds: number };

/** One's own PIN before something weighty: a desk that was left open must not hand out its key. */
export interface OwnPin {
  pin: string;
  isReady: boolean;
  field: ReactNode;
  /** Shows what is wrong with it; true where it was right. */
  heard: (answer: PinAnswer) => boolean;
}

/** The field for it, with its waits. */
export function useOwnPin(): OwnPin {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const error =
    secondsLeft > 0
      ? t('override.wait', { count: secondsLeft })
      : trouble?.result === 'wrong-pin'
        ? t('override.wrongPin')
        : null;
  return {
    pin,
    isReady: isPin(pin) && secondsLeft === 0,
    heard: (answer) => {
      setPin('');
      setTrouble(null);
      if (answer.result === 'done') return true;
      if (answer.result === 'wrong-pin') setTrouble({ result: 'wrong-pin' });
      else setTrouble({ result: 'wait', until: Date.now() + answer.milliseconds });
      return false;
    },
    field: (
      <TextField
        label={t('security.pin')}
        type="password"
        inputMode="numeric"
        maxLength={12}
        value={pin}
        onChange={setPin}
        error={error}
      />
    ),
  };
}
