import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DelegateFinder } from '../sync/delegate-finder.tsx';

/** Chooses a delegate whose badge the preview shows. */
export function ChooseDelegate({
  onChoose,
  onClose,
}: {
  onChoose: (delegateId: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Dialog
      title={t('editor.chooseDelegate')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={chosen === null}
            onPress={() => {
              if (chosen !== null) onChoose(chosen);
            }}
          >
            {t('editor.showDelegate')}
          </Button>
        </>
      }
    >
      <DelegateFinder chosenId={chosen} onChoose={setChosen} />
    </Dialog>
  );
}
