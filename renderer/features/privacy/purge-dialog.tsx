import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { SecondPin } from '../override/second-pin.tsx';
import { useSecondPin } from '../override/use-second-pin.ts';
import { useRolesWords } from '../settings/use-roles-words.ts';
import { PurgeEffect } from './purge-effect.tsx';

/** Says what goes and that it does not come back, and asks for a second person's PIN. */
export function PurgeDialog({
  kept,
  onClose,
}: {
  kept: PrivacyView['kept'];
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const rolesWords = useRolesWords();
  const second = useSecondPin();
  const { pin, take } = second;
  const verb = useCallback(async (): Promise<void> => {
    if (!take(await ask('purge', { pin }))) return;
    notify(t('privacy.purge.done'));
    onClose();
  }, [notify, onClose, pin, t, take]);
  const { run, busy, failure } = useAction(verb);
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    if (second.isReady) void run();
    else second.missing();
  };
  return (
    <Dialog title={t('privacy.purge.askTitle')} closesOutside={false} onClose={onClose}>
      <Form className="dialog-form" onSubmit={send}>
        <PurgeEffect kept={kept} />
        <SecondPin
          label={t('roles.pinOf', { roles: rolesWords('approve-purge') })}
          value={second.pin}
          onChange={second.setPin}
          trouble={second.trouble}
          secondsLeft={second.secondsLeft}
        />
        <FailureNote failure={failure} />
        <div className="dialog-buttons">
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            type="submit"
            look="danger"
            isDisabled={busy || second.secondsLeft > 0}
            icon={<Trash2 aria-hidden="true" size={18} />}
          >
            {t('privacy.purge.confirm')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
