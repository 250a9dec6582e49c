import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { type Failure, FailureNote } from './failure-note.tsx';

interface ConfirmDialogProps {
  title: string;
  onClose: () => void;
  onConfirm: () => void;
  confirm: Pick<ButtonProps, 'icon' | 'variant'> & { label: string; isDisabled: boolean };
  failure: Failure | null;
  cancelLabel?: string;
  /** True for what cannot be undone: Enter then closes the dialog. */
  focusCancel?: boolean;
  size?: 'normal' | 'wide';
  closesOutside?: boolean;
  children: ReactNode;
}

/** Says what an action does, and asks whether to do it. */
export function ConfirmDialog({
  title,
  onClose,
  onConfirm,
  confirm: { label, icon, variant = 'primary', isDisabled },
  failure,
  cancelLabel,
  focusCancel = false,
  size = 'normal',
  closesOutside = true,
  children,
}: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      size={size}
      closesOutside={closesOutside}
      actions={
        <>
          <Button autoFocus={focusCancel} onPress={onClose}>
            {cancelLabel ?? t('app.cancel')}
          </Button>
          <Button variant={variant} isDisabled={isDisabled} icon={icon} onPress={onConfirm}>
            {label}
          </Button>
        </>
      }
    >
      {children}
      <FailureNote failure={failure} />
    </Dialog>
  );
}
