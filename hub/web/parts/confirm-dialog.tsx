import { type ReactNode, useState } from 'react';
import { TextField } from '../../../renderer/kit/fields/text-field.tsx';
import { showErrors } from '../../../renderer/kit/show-errors.ts';
import { useAction } from '../client/use-action.ts';
import { FormDialog } from './form-dialog.tsx';

interface ConfirmDialogProps {
  title: string;
  /** The text to type, and the field's label. */
  expected: string;
  label: string;
  /** Shown if something else was typed. */
  wrong: string;
  submit: { label: string; icon: ReactNode };
  /** The irreversible action; receives the typed text. */
  onConfirm: (typed: string) => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** Before an irreversible action a name must be typed: items look alike, and a press is quick. */
export function ConfirmDialog({
  title,
  expected,
  label,
  wrong,
  submit,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const confirm = useAction(() => onConfirm(typed));
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={(form) => {
        if (typed.trim() === expected.trim()) void confirm.run();
        else showErrors(form, () => setWrong(true));
      }}
      failure={confirm.failure}
      submit={{
        label: submit.label,
        icon: submit.icon,
        look: 'danger',
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
