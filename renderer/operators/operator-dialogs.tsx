import { KeyRound, UserRoundCheck, UserRoundX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Failure } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { isPin, newPinError } from './pin.ts';
import { type PinTrouble, useSecondsUntil } from './second-pin.tsx';
import { SecondPinDialog } from './second-pin-dialog.tsx';
import { useRolesWords } from './use-roles-words.ts';

interface OtherProps {
  operatorId: string;
  name: string;
  onClose: () => void;
}

/** Changes the operator's own PIN; requires the old one. */
export function ChangePinDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [old, setOld] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const { run, busy, failure } = useAction(async (newPin: string) => {
    const answer = await ask('changePin', { pin: old, newPin });
    if (answer.result === 'wait') {
      setTrouble({ result: 'wait', until: performance.now() + answer.milliseconds });
    } else if (answer.result === 'wrong-pin') setTrouble({ result: 'wrong-pin' });
    else {
      notify(t('settings.operators.pinChanged'));
      onClose();
    }
    setOld('');
  });
  const oldError =
    secondsLeft > 0
      ? t('override.wait', { count: secondsLeft })
      : trouble?.result === 'wrong-pin'
        ? t('override.wrongPin')
        : null;
  return (
    <Dialog title={t('settings.operators.changePin')} closesOutside={false} onClose={onClose}>
      <NewPinForm
        canSend={isPin(old) && !busy && secondsLeft === 0}
        onSend={(pin) => void run(pin)}
        onClose={onClose}
        failure={failure}
      >
        <PinField
          label={t('settings.operators.oldPin')}
          value={old}
          onChange={setOld}
          error={oldError}
          autoFocus
        />
      </NewPinForm>
    </Dialog>
  );
}

/** A new PIN for another operator who forgot theirs. */
export function ResetPinDialog({ operatorId, name, onClose }: OtherProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async (newPin: string) => {
    await ask('resetPin', { operatorId, newPin });
    notify(t('settings.operators.pinChanged'));
    onClose();
  });
  return (
    <Dialog
      title={t('settings.operators.resetPinOf', { name })}
      closesOutside={false}
      onClose={onClose}
    >
      <NewPinForm
        canSend={!busy}
        onSend={(pin) => void run(pin)}
        onClose={onClose}
        failure={failure}
      >
        <p className="small">{t('settings.operators.tell')}</p>
      </NewPinForm>
    </Dialog>
  );
}

export function DeactivateDialog({ operatorId, name, onClose }: OtherProps): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const { run, busy, failure } = useAction(async () => {
    await ask('deactivateOperator', { operatorId });
    notify(t('settings.operators.deactivated', { name }));
    onClose();
  });
  return (
    <ConfirmDialog
      title={t('settings.operators.deactivateOf', { name })}
      onClose={onClose}
      onConfirm={() => void run()}
      failure={failure}
      confirm={{
        label: t('settings.operators.deactivateOf', { name }),
        icon: <UserRoundX />,
        variant: 'danger',
        isDisabled: busy,
      }}
    >
      <p className="font-semibold wrap-anywhere">
        {t('settings.operators.deactivateEffect', { name })}
      </p>
    </ConfirmDialog>
  );
}

function NewPinForm({
  canSend,
  onSend,
  onClose,
  failure,
  children,
}: {
  canSend: boolean;
  onSend: (pin: string) => void;
  onClose: () => void;
  failure: Failure | null;
  children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const isSame = pin === again;
  const pinTrouble = newPinError(pin);
  const send = (): void => {
    setWasSent(true);
    if (canSend && pinTrouble === null && isSame) onSend(pin);
  };
  return (
    <DialogForm
      onCancel={onClose}
      onSubmit={send}
      failure={failure}
      submit={{ label: t('app.save'), icon: <KeyRound />, isDisabled: !canSend }}
    >
      {children}
      <PinField
        label={t('settings.operators.newPin')}
        hint={t('firstStart.pinHint')}
        value={pin}
        onChange={setPin}
        error={wasSent && pinTrouble !== null ? t(pinTrouble) : null}
      />
      <PinField
        label={t('settings.operators.again')}
        value={again}
        onChange={setAgain}
        error={isSame || (again === '' && !wasSent) ? null : t('settings.operators.notSame')}
      />
    </DialogForm>
  );
}

function PinField(props: {
  label: string;
  hint?: string;
  value: string;
  onChange: (pin: string) => void;
  error: string | null;
  autoFocus?: boolean;
}): ReactNode {
  return <TextField {...props} type="password" inputMode="numeric" maxLength={12} />;
}

/**
 * A second supervisor vouches for an operator whom one person alone added, or gave a role or PIN.
 */
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
  const rolesWords = useRolesWords();
  const label = t('settings.operators.vouchOf', { name });
  return (
    <SecondPinDialog
      deed={{
        title: label,
        label: t('roles.pinOf', { roles: rolesWords('manage-operators') }),
        confirm: {
          label,
          variant: 'primary',
          icon: <UserRoundCheck size={18} />,
        },
        send: (pin) => ask('vouchForOperator', { operatorId, pin }),
        done: t('settings.operators.vouched', { name }),
      }}
      onClose={onClose}
    >
      <p className="font-semibold wrap-anywhere">{t('settings.operators.vouchWhy', { name })}</p>
      <p className="small">{t('settings.operators.vouchEffect', { name })}</p>
    </SecondPinDialog>
  );
}
