import { HardDrive, PenLine, ShieldCheck } from 'lucide-react';
import { type FormEvent, type ReactNode, useCallback, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client/ask.ts';
import { useStationAnswer } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LanyardArt } from '../desk/lanyard-art.tsx';
import { isPin } from './pin.ts';
import './first-start.css';

/** The very first start: creates the supervisor who sets up everything else. */
export function FirstStart(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="first-start">
      <section className="first-start-side">
        <LanyardArt />
        <h2>{t('firstStart.promiseTitle')}</h2>
        <ul>
          <li>
            <HardDrive aria-hidden="true" size={20} />
            {t('firstStart.promiseLocal')}
          </li>
          <li>
            <ShieldCheck aria-hidden="true" size={20} />
            {t('firstStart.promiseSealed')}
          </li>
          <li>
            <PenLine aria-hidden="true" size={20} />
            {t('firstStart.promiseNamed')}
          </li>
        </ul>
      </section>
      <FirstSupervisorForm />
    </main>
  );
}

function FirstSupervisorForm(): ReactNode {
  const { t } = useTranslation();
  const { renew } = useStationAnswer();
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const verb = useCallback(async (): Promise<void> => {
    await ask('createFirstSupervisor', { name: name.trim(), pin });
    renew();
  }, [name, pin, renew]);
  const { run, busy, failure } = useAction(verb);
  const nameError = name.trim() === '' ? t('firstStart.nameMissing') : null;
  const pinError = isPin(pin) ? null : t('firstStart.pinForm');
  const againError = again === pin ? null : t('firstStart.differs');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (nameError === null && pinError === null && againError === null) void run();
  };
  return (
    <Form className="first-start-form" onSubmit={send}>
      <h1>{t('firstStart.title')}</h1>
      <p className="first-start-intro">{t('firstStart.intro')}</p>
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
      <FailureNote failure={failure} />
      <Button type="submit" look="primary" size="large" wide isDisabled={busy}>
        {t('firstStart.create')}
      </Button>
    </Form>
  );
}
