import { Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { maxReasonLength, minReasonLength } from '../../../domain/organiser/privacy.ts';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useNotify } from '../../../ui/toast.tsx';
import { useAction } from '../client/page-client.ts';
import { ask } from '../client/request.ts';
import { useWords } from '../words.ts';

/** Requests an action that a second person must approve, with its effect above the reason. */
export function ReasonDialog({
  title,
  route,
  onClose,
  children,
}: {
  title: string;
  route: 'requestPurge' | 'requestRenewal';
  onClose: () => void;
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
      onSubmit={() => {
        if (isShort) setMissing(true);
        else void send.run();
      }}
      failure={send.failure}
      submit={{
        label: t('approvals.askSend'),
        icon: <Send size={18} />,
        variant: 'danger',
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

interface TypeToConfirmDialogProps {
  title: string;
  /** The text to type, and the field's label. */
  expected: string;
  label: string;
  /** Shown if the typed text differs. */
  wrong: string;
  submit: { label: string; icon: ReactNode };
  /** The irreversible action; receives the typed text. */
  onConfirm: (typed: string) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** Confirms an irreversible action by typing a name: items look alike, and a press is quick. */
export function TypeToConfirmDialog({
  title,
  expected,
  label,
  wrong,
  submit,
  onConfirm,
  onClose,
  children,
}: TypeToConfirmDialogProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const confirm = useAction(() => onConfirm(typed));
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={() => {
        if (typed.trim() === expected.trim()) void confirm.run();
        else setWrong(true);
      }}
      failure={confirm.failure}
      submit={{
        label: submit.label,
        icon: submit.icon,
        variant: 'danger',
        isDisabled: confirm.busy,
      }}
    >
      {children}
      <TextField
        label={label}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setWrong(false);
        }}
        error={isWrong ? wrong : null}
        autoFocus
      />
    </FormDialog>
  );
}
