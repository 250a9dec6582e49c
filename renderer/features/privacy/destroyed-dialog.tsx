import { FileX2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { maxDeclaredReason } from '../../../domain/purge/outcome.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { showErrors } from '../../ui/show-errors.ts';
import { TextField } from '../../ui/text-field.tsx';

/** Declares that what a purge could not reach was destroyed, with the reason. */
export function DestroyedDialog({
  path,
  onClose,
}: {
  path: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    await ask('declareDestroyed', { path, reason: reason.trim() });
    onClose();
  }, [onClose, path, reason]);
  const { run, busy, failure } = useAction(verb);
  const isShort = reason.trim().length < 3;
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    showErrors(submit.currentTarget, () => setWasSent(true));
    if (!isShort) void run();
  };
  return (
    <Dialog title={t('privacy.destroyed.title')} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={send}>
        <p>{t('privacy.destroyed.hint')}</p>
        <p>
          {t('privacy.destroyed.what')} <bdi className="code">{path}</bdi>
        </p>
        <TextField
          label={t('privacy.destroyed.reason')}
          hint={t('privacy.destroyed.reasonHint')}
          maxLength={maxDeclaredReason}
          value={reason}
          onChange={setReason}
          error={wasSent && isShort ? t('privacy.destroyed.reasonMissing') : null}
        />
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            isDisabled={busy}
            icon={<FileX2 aria-hidden="true" size={18} />}
          >
            {t('privacy.destroyed.confirm')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
