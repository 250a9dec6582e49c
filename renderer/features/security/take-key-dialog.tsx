import { KeyRound } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useOwnPin } from './own-pin.tsx';

/** Takes somebody's pass phrase away; says what it means where it is the last one. */
export function TakeKeyDialog({
  id,
  name,
  isLast,
  onTaken,
  onClose,
}: {
  id: string;
  name: string;
  isLast: boolean;
  onTaken: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const own = useOwnPin();
  const { run, busy, failure } = useAction(async (): Promise<void> => {
    if (!own.heard(await ask('takeKey', { id, pin: own.pin }))) return;
    onTaken();
    onClose();
  });
  const send = (submit: FormEvent): void => {
    submit.preventDefault();
    if (own.isReady) void run();
  };
  return (
    <Dialog title={t('security.takeTitle', { name })} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={send}>
        <p className="dialog-effect">{t(isLast ? 'security.takeLast' : 'security.takeEffect')}</p>
        {own.field}
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            isDisabled={busy || !own.isReady}
            icon={<KeyRound aria-hidden="true" size={18} />}
          >
            {t('security.takeNow')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
