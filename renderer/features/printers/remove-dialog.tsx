import { Trash2 } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';

/** Takes a printer out of the desk, once somebody has said yes. */
export function RemoveDialog({
  printerId,
  name,
  onClose,
}: {
  printerId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    await ask('removePrinter', { id: printerId });
    notify(t('printers.removed'));
    onClose();
  }, [notify, onClose, printerId, t]);
  const { run, busy, failure } = useAction(verb);
  return (
    <Dialog
      title={t('printers.removeTitle')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            look="danger"
            isDisabled={busy}
            icon={<Trash2 aria-hidden="true" size={18} />}
            onPress={() => void run()}
          >
            {t('printers.remove')}
          </Button>
        </>
      }
    >
      <p className="dialog-lead">
        <bdi>{name}</bdi>
      </p>
      <p className="dialog-effect">{t('printers.removeEffect')}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
