import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operator } from '../../../domain/operator.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from '../desk/desk-provider.tsx';
import { OperatorSign } from './operator-tiles.tsx';
import { PinFace, usePinKeys } from './pin-face.tsx';
import { type PinEntry, usePinEntry } from './use-pin-entry.ts';

/** Keys of a scan empty the field again. */
function useClearOnScan({ clear }: PinEntry): void {
  const { waiting } = useDesk().scanning;
  useEffect(() => {
    if (waiting > 0) clear();
  }, [waiting, clear]);
}

/** The PIN by mouse, touch or number keys. */
export function PinPad({
  operator,
  onBack,
}: {
  operator: Operator;
  onBack: (() => void) | null;
}): ReactNode {
  const { t } = useTranslation();
  const entry = usePinEntry(operator.id);
  usePinKeys(entry, onBack);
  useClearOnScan(entry);
  return (
    <section className="pin" aria-label={t('signIn.pinOf', { name: operator.name })}>
      <OperatorSign name={operator.name} />
      <h1>
        <bdi>{operator.name}</bdi>
      </h1>
      <PinFace entry={entry} hint={t('signIn.hint')} enterLabel={t('signIn.enter')} />
      {onBack !== null && (
        <Button
          look="quiet"
          icon={<ArrowLeft aria-hidden="true" size={18} className="flips" />}
          keys={[t('keys.escape')]}
          onPress={onBack}
        >
          {t('signIn.another')}
        </Button>
      )}
    </section>
  );
}
