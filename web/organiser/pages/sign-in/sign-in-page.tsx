import { ArrowRight, ShieldCheck } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import {
  minPassword,
  type SetUpAnswer,
  type SetUpDone,
} from '../../../../domain/organiser/access.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { Form } from '../../../../ui/form.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { takeSession } from '../../client/session-store.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { QrOfRows } from '../../parts/qr-of.tsx';
import { RecoveryCodes } from '../../parts/recovery-codes.tsx';
import { useWords } from '../../words.ts';
import { EntryForm, EntryHeading } from './entry-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { dropSetUpCode, useSetUpCode } from './set-up-code.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Sign-in: name and password, then the second factor; or the set-up of a new account. */
export function SignInPage({ isOver }: { isOver: boolean }): ReactNode {
  const { t } = useWords();
  const code = useSetUpCode();
  const [isSettingUp, setSettingUp] = useState(false);
  const shows = code !== null || isSettingUp;
  const title = t(shows ? 'setUp.title' : 'signIn.title');
  useEffect(() => {
    document.title = t('app.documentTitle', { page: title });
  }, [t, title]);
  return (
    <EntryFrame foot={t('signIn.foot')}>
      {shows ? (
        <SetUpForm code={code ?? ''} onBack={() => setSettingUp(false)} />
      ) : (
        <SignInForm isOver={isOver} onSetUp={() => setSettingUp(true)} />
      )}
    </EntryFrame>
  );
}

/** A new or reset account: the one-time code, password and authenticator, recovery codes. */
function SetUpForm({ code, onBack }: { code: string; onBack: () => void }): ReactNode {
  const [begun, setBegun] = useState<SetUpAnswer | null>(null);
  const [done, setDone] = useState<SetUpDone | null>(null);
  if (done !== null) return <Done done={done} />;
  if (begun !== null) {
    return <SetUpSecrets begun={begun} onDone={setDone} onAgain={() => setBegun(null)} />;
  }
  return <CodeStep code={code} onBegun={setBegun} onBack={onBack} />;
}

function CodeStep({
  code: given,
  onBegun,
  onBack,
}: {
  code: string;
  onBegun: (answer: SetUpAnswer) => void;
  onBack: () => void;
}): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState(given);
  const begin = useAction(async () => onBegun(await ask('setUp', { code: code.trim() })));
  return (
    <EntryForm
      title={t('setUp.title')}
      lead={t('setUp.lead')}
      failure={begin.failure}
      submit={{
        label: t('signIn.next'),
        icon: <ArrowRight size={20} />,
        isDisabled: begin.busy || code.trim() === '',
      }}
      onSubmit={() => void begin.run()}
      other={{
        label: t('setUp.toSignIn'),
        onPress: () => {
          dropSetUpCode();
          onBack();
        },
      }}
    >
      <EntryField
        label={t('setUp.code')}
        hint={t('setUp.codeHint')}
        value={code}
        onChange={setCode}
        fills="off"
        isCode
        autoFocus
      />
    </EntryForm>
  );
}

function Done({ done: { session, recoveryCodes } }: { done: SetUpDone }): ReactNode {
  const { t } = useWords();
  return (
    <div className="grid content-start gap-4 min-w-0">
      <EntryHeading title={t('recovery.title')} lead={t('recovery.lead')} takesFocus />
      <RecoveryCodes codes={recoveryCodes} name={session.account.name} />
      <Button
        variant="primary"
        size="large"
        wide
        onPress={() => {
          dropSetUpCode();
          takeSession(session);
        }}
      >
        {t('recovery.kept')}
      </Button>
    </div>
  );
}

/** Second step of the set-up: a new password, and the authenticator that scans the QR code. */
function SetUpSecrets({
  begun,
  onDone,
  onAgain,
}: {
  begun: SetUpAnswer;
  onDone: (done: SetUpDone) => void;
  onAgain: () => void;
}): ReactNode {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isShown, setShown] = useState(false);
  const isShort = password.length < minPassword;
  const finish = useAction(async () => {
    onDone(await ask('finishSetUp', { ticket: begun.ticket, password, code: code.trim() }));
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isShort || code.trim() === '') setShown(true);
    else void finish.run();
  };
  const failed = finish.failure;
  return (
    <Form className="grid content-start gap-4 min-w-0" onSubmit={send}>
      <EntryHeading
        title={t('setUp.hello', { name: begun.name })}
        lead={t('setUp.youAre', { role: t(`role.${begun.role}`) })}
      />
      <FailureNote
        failure={failed}
        {...(failed?.code === 'ticket-over' ? { onRetry: onAgain } : {})}
      />
      {/* Password managers save the password under this name. */}
      <input
        className="visually-hidden"
        type="text"
        autoComplete="username"
        value={begun.name}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <EntryField
        label={t('setUp.password')}
        hint={t('setUp.passwordHint', { count: minPassword })}
        type="password"
        value={password}
        onChange={setPassword}
        fills="new-password"
        error={isShown && isShort ? t('setUp.passwordShort', { count: minPassword }) : null}
        autoFocus
      />
      <div className="authenticator narrow-stack grid-cols-[11rem_minmax(0,1fr)] grid gap-4 items-center">
        <div className="authenticator-qr border rounded-md">
          <QrOfRows rows={begun.qr} label={t('setUp.qr')} />
        </div>
        <div className="grid content-start gap-4 min-w-0">
          <p>{t('setUp.scan')}</p>
          <p className="small">
            {t('setUp.orType')}{' '}
            <bdi className="code authenticator-secret wrap-anywhere">{begun.secret}</bdi>
          </p>
        </div>
      </div>
      <EntryField
        label={t('setUp.firstCode')}
        value={code}
        onChange={setCode}
        fills="one-time-code"
        isNumeric
        isCode
        error={isShown && code.trim() === '' ? t('setUp.codeMissing') : null}
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        wide
        icon={<ShieldCheck size={20} />}
        isDisabled={finish.busy}
      >
        {t('setUp.finish')}
      </Button>
    </Form>
  );
}
