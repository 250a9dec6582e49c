import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { maxReasonLength, minReasonLength } from '../../../domain/hub-hosting/organiser-privacy.ts';
import { TextField } from '../../../renderer/kit/fields/text-field.tsx';
import { showErrors } from '../../../renderer/kit/show-errors.ts';
import { useNotify } from '../../../renderer/kit/toast.tsx';
import { ask } from '../client/ask.ts';
import { useAction } from '../client/use-action.ts';
import { useWords } from '../words.ts';
import { FormDialog } from './form-dialog.tsx';

/** Requests what a second person must approve: its effect is shown above the reason. */
export function ReasonDialog({
  title,
  route,
  onClose,
  children,
}: {
  title: string;
  route: 'requestPurge' | 'requestRenewal';
  onClose: () => void;
  /** Its effect. */
  children: ReactNode;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isShort = reason.trim().length < minReasonLength;
  const send = useAction(async () => {
    await ask(route, { reason: reason.trim() });
    notify(t('approvals.askedNow'));
    onClose();
  });
  return (
    <FormDialog
      title={title}
      size="wide"
      onClose={onClose}
      onSubmit={(form) => {
        if (isShort) showErrors(form, () => setMissing(true));
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        label: t('approvals.askSend'),
        icon: <Send size={18} />,
        look: 'danger',
        isDisabled: send.busy,
      }}
    >
      {children}
      <TextField
        label={t('approvals.reason')}
        hint={t('approvals.reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={maxReasonLength}
        error={isMissing && isShort ? t('approvals.reasonMissing') : null}
      />
    </FormDialog>
  );
}
