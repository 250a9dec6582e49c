import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type Failure, FailureNote } from './failure-note.tsx';
import { Form } from './form.tsx';

interface SubmitButton extends Pick<ButtonProps, 'icon' | 'look'> {
  label: string;
  isDisabled: boolean;
}

interface FormDialogProps {
  title: string;
  onClose: () => void;
  /** For the button; `onClose` if it is missing. Closing may keep a draft, cancelling drops it. */
  onCancel?: () => void;
  /** Enter in a field submits too. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  failure: Failure | null;
  submit: SubmitButton;
  size?: 'normal' | 'wide';
  children: ReactNode;
}

/** A dialog with a form: a press outside does not close it, so that nothing is lost. */
export function FormDialog({
  title,
  onClose,
  onCancel = onClose,
  onSubmit,
  failure,
  submit: { label, icon, variant: look = 'primary', isDisabled },
  size = 'normal',
  children,
}: FormDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose} closesOutside={false} size={size}>
      <Form className="dialog-form" onSubmit={onSubmit}>
        {children}
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onCancel}>{t('app.cancel')}</Button>
          <Button type="submit" variant={look} icon={icon} isDisabled={isDisabled}>
            {label}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
