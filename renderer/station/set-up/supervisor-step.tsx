import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { newPinError } from '../../operators/pin.ts';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

/** The first supervisor; after this step, only a supervisor can continue the set-up. */
export function SupervisorStep(): ReactNode {
  const { needsFirstSupervisor } = useStation();
  return needsFirstSupervisor ? <FirstSupervisor /> : <KnownSupervisor />;
}

function KnownSupervisor(): ReactNode {
  const { t } = useTranslation();
  const { operator } = useStation();
  const { next } = useSetUp();
  return (
    <StepFrame title={t('setUp.steps.supervisor')} onNext={next}>
      <Note
        tone="go"
        icon={<ShieldCheck />}
        title={t('setUp.supervisor.already', { name: operator?.name ?? '' })}
      >
        <p>{t('setUp.supervisor.alreadyHint')}</p>
      </Note>
    </StepFrame>
  );
}

function FirstSupervisor(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSetUp();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    await ask('createFirstSupervisor', { name: name.trim(), pin });
    next();
  });
  const nameError = name.trim() === '' ? t('firstStart.nameMissing') : null;
  const pinTrouble = newPinError(pin);
  const pinError = pinTrouble === null ? null : t(pinTrouble);
  const againError = again === pin ? null : t('firstStart.differs');
  const send = (): void => {
    setWasSent(true);
    if (nameError === null && pinError === null && againError === null) void run();
  };
  return (
    <StepFrame title={t('setUp.steps.supervisor')} onNext={send} isBusy={busy} failure={failure}>
      <TextField
        label={t('firstStart.name')}
        hint={t('firstStart.nameHint')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        error={wasSent ? nameError : null}
      />
      <TextField
        label={t('firstStart.pin')}
        hint={t('firstStart.pinHint')}
        type="password"
        inputMode="numeric"
        maxLength={12}
        value={pin}
        onChange={setPin}
        error={wasSent ? pinError : null}
      />
      <TextField
        label={t('firstStart.pinAgain')}
        type="password"
        inputMode="numeric"
        maxLength={12}
        value={again}
        onChange={setAgain}
        error={wasSent && pinError === null ? againError : null}
      />
    </StepFrame>
  );
}
