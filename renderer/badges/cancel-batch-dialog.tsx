import { X } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../kit/button.tsx';
import { ask } from '../kit/client/ask.ts';
import { useAction } from '../kit/client/use-action.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { useNotify } from '../kit/toast.tsx';

/** Asks before a batch is cancelled: its unprinted badges will not print. */
export function CancelBatchDialog({
  batchId,
  name,
  done,
  total,
  onClose,
}: {
  batchId: string;
  name: string;
  done: number;
  total: number;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const verb = useCallback(async (): Promise<void> => {
    await ask('changeBatch', { batchId, action: 'cancel' });
    notify(t('batches.cancelled'));
  }, [batchId, notify, t]);
  const { run, busy, failure } = useAction(verb);
  const act = async (): Promise<void> => {
    if (await run()) onClose();
  };
  return (
    <Dialog
      title={t('batches.cancelTitle')}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('batches.keep')}
          </Button>
          <Button
            look="danger"
            isDisabled={busy}
            icon={<X aria-hidden="true" size={18} />}
            onPress={() => void act()}
          >
            {t('batches.cancel')}
          </Button>
        </>
      }
    >
      <p className="strong break-anywhere">
        <bdi>{t('batches.cancelLead', { what: name, done, total })}</bdi>
      </p>
      <p className="small">{t('batches.cancelEffect')}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
