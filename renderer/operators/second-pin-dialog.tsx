import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Form } from '../../ui/form.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useAction } from '../base/ask.ts';
import { SecondPin, type SecondPinAnswer, useSecondPin } from './second-pin.tsx';

export interface SecondPinDeed {
  title: string;
  label: string;
  hint?: string;
  confirm: { label: string; look: 'primary' | 'danger'; icon: ReactNode };
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
  failure?: Parameters<typeof FailureNote>[0]['failure'];
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const second = useSecondPin();
  const { pin, take } = second;
  const { run, busy, failure } = useAction(async () => {
    if (!take(await send(pin))) return;
    notify(done);
    onClose();
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (second.isReady) void run();
    else second.missing();
  };
  return (
    <Dialog title={title} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={submit}>
        {children}
        <SecondPin
          label={label}
          {...(hint === undefined ? {} : { hint })}
          value={pin}
          onChange={second.setPin}
          trouble={second.trouble}
          secondsLeft={second.secondsLeft}
        />
        <FailureNote failure={failure ?? otherFailure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look={confirm.look}
            isDisabled={busy || second.secondsLeft > 0}
            icon={confirm.icon}
          >
            {confirm.label}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
