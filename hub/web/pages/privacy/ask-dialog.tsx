import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { longestReason, shortestReason } from '../../../../domain/wire/organiser-privacy.ts';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { TextField } from '../../../../renderer/ui/text-field.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useWords } from '../../words.ts';
import { Consequences } from './consequences.tsx';

/** Asks for a purge: what it does stands before the reason is typed. */
export function AskDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isShort = reason.trim().length < shortestReason;
  const send = useAction(async () => {
    await ask('requestPurge', { reason: reason.trim() });
    notify(t('privacy.askedNow'));
    onClose();
  });
  return (
    <FormDialog
      title={t('privacy.askTitle')}
      size="wide"
      onClose={onClose}
      onSubmit={(form) => {
        if (isShort) showErrors(form, () => setMissing(true));
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        words: t('privacy.askSend'),
        icon: <Send aria-hidden="true" size={18} />,
        look: 'danger',
        isDisabled: send.busy,
      }}
    >
      <Consequences />
      <p>{t('privacy.exportFirst')}</p>
      <TextField
        label={t('privacy.reason')}
        hint={t('privacy.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={longestReason}
        error={isMissing && isShort ? t('privacy.reasonMissing') : null}
      />
    </FormDialog>
  );
}
