import type { ReactNode } from 'react';
import type { Failure } from '../../ui/failure-note.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useAction } from '../base/page-client.ts';
import { SecondPin, type SecondPinAnswer, useSecondPin } from './second-pin.tsx';

export interface SecondPinDeed {
  title: string;
  label: string;
  hint?: string;
  confirm: { label: string; variant: 'primary' | 'danger'; icon: ReactNode };
  send: (pin: string) => Promise<SecondPinAnswer>;
  done: string;
}

/** Says what will be done, and asks for the PIN that it requires. */
export function SecondPinDialog({
  deed: { title, label, hint, confirm, send, done },
  failure: otherFailure = null,
  onClose,
  children,
}: {
  deed: SecondPinDeed;
  failure?: Failure | null;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const notify = useNotify();
  const second = useSecondPin();
  const { pin, take } = second;
  const { run, busy, failure } = useAction(async () => {
    if (!take(await send(pin))) return;
    notify(done);
    onClose();
  });
  const submit = (): void => {
    if (second.isReady) void run();
    else second.missing();
  };
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={submit}
      failure={failure ?? otherFailure}
      submit={{ ...confirm, isDisabled: busy || second.secondsLeft > 0 }}
    >
      {children}
      <SecondPin
        label={label}
        {...(hint === undefined ? {} : { hint })}
        value={pin}
        onChange={second.setPin}
        trouble={second.trouble}
        secondsLeft={second.secondsLeft}
      />
    </FormDialog>
  );
}
