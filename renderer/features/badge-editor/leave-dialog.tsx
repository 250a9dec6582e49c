import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks before changes are lost. */
export function LeaveDialog({
  name,
  onStay,
  onDiscard,
  onSave,
}: {
  name: string;
  onStay: () => void;
  onDiscard: () => void;
  onSave: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('editor.leave.title')}
      onClose={onStay}
      actions={
        <>
          <Button look="danger" onPress={onDiscard}>
            {t('editor.leave.discard')}
          </Button>
          <Button look="primary" autoFocus onPress={onSave}>
            {t('editor.leave.save')}
          </Button>
        </>
      }
    >
      <p>
        <bdi>{t('editor.leave.effect', { name })}</bdi>
      </p>
    </Dialog>
  );
}
