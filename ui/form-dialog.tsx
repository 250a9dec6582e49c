import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type Failure, FailureNote } from './failure-note.tsx';
import { Form } from './form.tsx';

interface SubmitButton extends Pick<ButtonProps, 'icon' | 'variant'> {
  label: string;
  isDisabled: boolean;
}

interface DialogFormProps {
  onCancel: () => void;
  /** Enter in a field submits too. */
  onSubmit: () => void;
  failure: Failure | null;
  submit: SubmitButton;
  /** A second action on the same fields, left of the first. Enter does not run it. */
  other?: SubmitButton & { onPress: () => void };
  /** True where no field takes the focus, so that Enter does nothing by mistake. */
  focusCancel?: boolean;
  children: ReactNode;
}

/** The form of a dialog, or of one of its steps: fields, a failure, and Cancel beside the actions. */
export function DialogForm({
  onCancel,
  onSubmit,
  failure,
  submit: { label, icon, variant = 'primary', isDisabled },
  other,
  focusCancel = false,
  children,
}: DialogFormProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Form className="dialog-form" onSubmit={onSubmit}>
      {children}
      <FailureNote failure={failure} />
      <div className="dialog-buttons">
        <Button autoFocus={focusCancel} onPress={onCancel}>
          {t('app.cancel')}
        </Button>
        {other !== undefined && (
          <Button icon={other.icon} isDisabled={other.isDisabled} onPress={other.onPress}>
            {other.label}
          </Button>
        )}
        <Button type="submit" variant={variant} icon={icon} isDisabled={isDisabled}>
          {label}
        </Button>
      </div>
    </Form>
  );
}

interface FormDialogProps extends Omit<DialogFormProps, 'onCancel' | 'focusCancel'> {
  title: string;
  onClose: () => void;
  /** For the button; `onClose` if it is missing. Closing may keep a draft, cancelling drops it. */
  onCancel?: () => void;
  size?: 'normal' | 'wide';
}

/** A dialog with a form: a press outside does not close it, so that nothing is lost. */
export function FormDialog({
  title,
  onClose,
  onCancel = onClose,
  size = 'normal',
  ...form
}: FormDialogProps): ReactNode {
  return (
    <Dialog title={title} onClose={onClose} closesOutside={false} size={size}>
      <DialogForm onCancel={onCancel} {...form} />
    </Dialog>
  );
}
