import { type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonProps } from '../../../renderer/kit/button.tsx';
import { Dialog } from '../../../renderer/kit/dialog.tsx';
import type { RequestFailure } from '../client/failure.ts';
import { useWords } from '../words.ts';
import { FailureNote } from './failure-note.tsx';

/** The button that submits a form. */
export interface SubmitButton extends Pick<ButtonProps, 'icon' | 'look'> {
  label: string;
  isDisabled: boolean;
}

interface FormDialogProps {
  title: string;
  onClose: () => void;
  /** Enter in a field submits too. Receives the form, to show errors at their fields. */
  onSubmit: (form: HTMLFormElement) => void;
  failure: RequestFailure | null;
  submit: SubmitButton;
  size?: 'normal' | 'wide';
  children: ReactNode;
}

/** A dialog with a form: a press outside does not close it, so that nothing is lost. */
export function FormDialog({
  title,
  onClose,
  onSubmit,
  failure,
  submit: { label, icon, look = 'primary', isDisabled },
  size = 'normal',
  children,
}: FormDialogProps): ReactNode {
  const { t } = useWords();
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After submitting a long form the user is at its end, but the refusal is at its top.
    if (failure !== null) told.current?.scrollIntoView({ block: 'center' });
  }, [failure]);
  return (
    <Dialog title={title} onClose={onClose} closesOutside={false} size={size}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(event.currentTarget);
        }}
      >
        <div ref={told} className="dialog-told">
          <FailureNote failure={failure} />
        </div>
        {children}
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" look={look} icon={icon} isDisabled={isDisabled}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
