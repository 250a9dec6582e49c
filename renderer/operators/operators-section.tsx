import { UserRoundCheck, UserRoundPlus } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OperatorRole, operatorRoleSchema } from '../../domain/operators/rights.ts';
import type { SignInEntry } from '../../preload/contract/station/station.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor, useMay, useStation } from '../base/station.tsx';
import {
  ChangePinDialog,
  DeactivateDialog,
  ResetPinDialog,
  VouchDialog,
} from './operator-dialogs.tsx';
import { OperatorSign } from './operator-tiles.tsx';
import { newPinError } from './pin.ts';

/** The operators who may sign in at this desk; supervisors add more. */
export function OperatorsSection(): ReactNode {
  const { t } = useTranslation();
  const { operator: self } = useStation();
  const isSupervisor = useIsSupervisor();
  const { value, failure, renew } = useAnswer('listSignIns', [], { renewOn: ['stationChanged'] });
  const operators = (value ?? []).filter(({ isNew }) => !isNew);
  const unvouched = useAnswer('listUnvouched', [], { renewOn: ['stationChanged'] });
  const renewBoth = (): void => {
    renew();
    unvouched.renew();
  };
  return (
    <div className="card settings-split">
      <div>
        <FailureNote failure={failure ?? unvouched.failure} />
        <ul className="operator-list grid">
          {operators.map((operator) => (
            <li
              className="flex items-center flex-wrap gap-x-3 gap-y-2 py-2 border-b"
              key={operator.id}
            >
              <OperatorSign name={operator.name} />
              <bdi>{operator.name}</bdi>
              {operator.id === self?.id && (
                <span className="small">{t('settings.operators.you')}</span>
              )}
              {operator.madeAt !== null && (
                <span className="small">
                  {t('settings.operators.madeAt', { station: operator.madeAt })}
                </span>
              )}
              {operator.id === self?.id && operator.isPinShared && (
                <p className="field-hint basis-full">{t('settings.operators.ownPin')}</p>
              )}
              {operator.isEnded && <Chip tone="look">{t('settings.operators.ended')}</Chip>}
              <OperatorRoleChoice
                operator={operator}
                isSelf={operator.id === self?.id}
                onChanged={renewBoth}
              />
              <OperatorActions
                operator={operator}
                isSelf={operator.id === self?.id}
                isUnvouched={unvouched.value?.includes(operator.id) ?? false}
              />
            </li>
          ))}
        </ul>
      </div>
      {isSupervisor ? (
        <AddOperator onAdded={renewBoth} />
      ) : (
        <p className="field-hint">{t('settings.supervisorOnly')}</p>
      )}
    </div>
  );
}

function OperatorRoleChoice({
  operator: { id: operatorId, name, role, madeAt, roleThere },
  isSelf,
  onChanged,
}: {
  operator: SignInEntry;
  isSelf: boolean;
  onChanged: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const mayChange = useMay('manage-operators');
  const { run, busy, failure } = useAction(async (next: OperatorRole) => {
    await ask('changeRole', { operatorId, role: next });
    onChanged();
  });
  if (isSelf || !mayChange || madeAt !== null) {
    const mayTake = !isSelf && mayChange && roleThere !== null && roleThere !== role;
    return (
      <>
        <Chip tone={role === 'supervisor' ? 'accent' : 'quiet'}>{t(`signIn.role.${role}`)}</Chip>
        {mayTake && (
          <Button
            size="small"
            isDisabled={busy}
            icon={<UserRoundCheck />}
            onPress={() => void run(roleThere)}
          >
            {t('settings.operators.takeRole', { role: t(`signIn.role.${roleThere}`) })}
          </Button>
        )}
        <FailureNote failure={failure} />
      </>
    );
  }
  return (
    <div className="min-w-52 ms-auto">
      <Select
        label={t('roles.roleOf', { name })}
        labelHidden
        value={role}
        isDisabled={busy}
        onChange={(next) => void run(next)}
        choices={operatorRoleSchema.options.map((id) => ({ id, label: t(`signIn.role.${id}`) }))}
      />
      <FailureNote failure={failure} />
    </div>
  );
}

/** Changes the operator's own PIN; supervisors also reset others' PINs and deactivate operators. */
function OperatorActions({
  operator: { id: operatorId, name },
  isSelf,
  isUnvouched,
}: {
  operator: SignInEntry;
  isSelf: boolean;
  isUnvouched: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  const isSupervisor = useIsSupervisor();
  if (isSelf) {
    return (
      <div className="flex gap-1 ms-auto">
        <Button size="small" onPress={() => open(<ChangePinDialog onClose={close} />)}>
          {t('settings.operators.changePin')}
        </Button>
      </div>
    );
  }
  if (!isSupervisor) return null;
  return (
    <div className="flex gap-1 ms-auto">
      {isUnvouched && (
        <Button
          size="small"
          onPress={() => open(<VouchDialog operatorId={operatorId} name={name} onClose={close} />)}
        >
          {t('settings.operators.vouch')}
        </Button>
      )}
      <Button
        size="small"
        onPress={() => open(<ResetPinDialog operatorId={operatorId} name={name} onClose={close} />)}
      >
        {t('settings.operators.resetPin')}
      </Button>
      <Button
        size="small"
        variant="quiet"
        onPress={() =>
          open(<DeactivateDialog operatorId={operatorId} name={name} onClose={close} />)
        }
      >
        {t('settings.operators.deactivate')}
      </Button>
    </div>
  );
}

function AddOperator({ onAdded }: { onAdded: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [role, setRole] = useState<OperatorRole>('operator');
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask('addOperator', { name: name.trim(), pin, role });
    notify(t('settings.operators.added', { name: name.trim() }));
    setName('');
    setPin('');
    setWasSent(false);
    onAdded();
  });
  const nameError = name.trim() === '' ? t('firstStart.nameMissing') : null;
  const pinTrouble = newPinError(pin);
  const pinError = pinTrouble === null ? null : t(pinTrouble);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (nameError === null && pinError === null) void run();
  };
  return (
    <Form className="settings-form" onSubmit={send}>
      <h2>{t('settings.operators.add')}</h2>
      <TextField
        label={t('settings.operators.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        error={wasSent ? nameError : null}
      />
      <TextField
        label={t('settings.operators.pin')}
        hint={t('firstStart.pinHint')}
        type="password"
        inputMode="numeric"
        maxLength={12}
        value={pin}
        onChange={setPin}
        error={wasSent ? pinError : null}
      />
      <RadioCards
        label={t('settings.operators.role')}
        value={role}
        onChange={setRole}
        choices={operatorRoleSchema.options.map((id) => ({ id, label: t(`signIn.role.${id}`) }))}
      />
      <FailureNote failure={failure} />
      <Button type="submit" variant="primary" isDisabled={busy} icon={<UserRoundPlus />}>
        {t('settings.operators.add')}
      </Button>
    </Form>
  );
}
