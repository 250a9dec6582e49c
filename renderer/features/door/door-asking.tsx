import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useDoor } from './door-provider.tsx';
import type { DoorState } from './flow.ts';

/** The steward's two answers: one touch, Enter or Escape. */
export function DoorAsking({
  state,
}: {
  state: Extract<DoorState, { kind: 'asking' }>;
}): ReactNode {
  const { t } = useTranslation();
  const { flow, scanning } = useDoor();
  const isDisabled = state.deciding !== null;
  return (
    <div className="door-asking">
      <Button
        className="door-button"
        data-look="pass"
        isDisabled={isDisabled}
        onPress={() => void flow.decide('let-pass')}
      >
        <Check aria-hidden="true" size={40} />
        {t('door.letPass')}
        <KeyHint keys={['Enter']} />
      </Button>
      <Button
        className="door-button"
        data-look="refuse"
        isDisabled={isDisabled}
        onPress={() => void flow.decide('refuse')}
      >
        <X aria-hidden="true" size={40} />
        {t('door.refuse')}
        <KeyHint keys={['Esc']} />
      </Button>
      {scanning.waiting > 0 && (
        <p className="door-detail" role="status">
          {t('door.othersWait', { count: scanning.waiting })}
        </p>
      )}
    </div>
  );
}
