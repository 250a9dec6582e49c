import { type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonProps } from '../../../renderer/ui/button.tsx';
import { Dialog } from '../../../renderer/ui/dialog.tsx';
import type { RequestFailure } from '../client/failure.ts';
import { useWords } from '../words.ts';
import { FailureNote } from './failure-note.tsx';

/** The button that sends a form. */
export interface SubmitButton extends Pick<ButtonProps, 'icon' | 'look'> {
  words: string;
  isDisabled: boolean;
}

interface FormDialogProps {
  title: string;
  onClose: () => void;
  /** Enter in a field sends too. The form itself, so that errors can be shown where they are. */
  onSubmit: (form: HTMLFormElement) => void;
  failure: RequestFailure | null;
  submit: SubmitButton;
  size?: 'normal' | 'wide';
  children: ReactNode;
}

/** A dialog in which something is filled in and sent: a press beside it does not close it, so that nothing is lost. */
export function FormDialog({
  title,
  onClose,
  onSubmit,
  failure,
  submit: { words, icon, look = 'primary', isDisabled },
  size = 'normal',
  children,
}: FormDialogProps): ReactNode {
  const { t } = useWords();
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever sent a long form stands at its end, and the refusal at its head.
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
            {words}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
