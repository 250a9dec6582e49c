import { UserRoundCheck } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { SecondPin } from '../override/second-pin.tsx';
import { useSecondPin } from '../override/use-second-pin.ts';
import { useRolesWords } from './use-roles-words.ts';

/** A second supervisor confirms an operator whom one person alone had added, or given a role or a PIN. */
export function VouchDialog({
  operatorId,
  name,
  onClose,
}: {
  operatorId: string;
  name: string;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const rolesWords = useRolesWords();
  const second = useSecondPin();
  const { pin, take } = second;
  const verb = useCallback(async (): Promise<void> => {
    if (!take(await ask('vouchForOperator', { operatorId, pin }))) return;
    notify(t('settings.operators.vouched', { name }));
    onClose();
  }, [name, notify, onClose, operatorId, pin, t, take]);
  const { run, busy, failure } = useAction(verb);
  return (
    <Dialog
      title={t('settings.operators.vouchOf', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={busy || !second.isReady}
            icon={<UserRoundCheck aria-hidden="true" size={18} />}
            onPress={() => void run()}
          >
            {t('settings.operators.vouchOf', { name })}
          </Button>
        </>
      }
    >
      <p className="dialog-lead">{t('settings.operators.vouchWhy', { name })}</p>
      <p className="dialog-effect">{t('settings.operators.vouchEffect', { name })}</p>
      <SecondPin
        label={t('roles.pinOf', { roles: rolesWords('manage-operators') })}
        value={second.pin}
        onChange={second.setPin}
        trouble={second.trouble}
        secondsLeft={second.secondsLeft}
      />
      <FailureNote failure={failure} />
    </Dialog>
  );
}
