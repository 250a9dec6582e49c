import { ShieldCheck } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type SetUpAnswer,
  type SetUpDone,
  shortestPassword,
} from '../../../../domain/wire/organiser-access.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { showErrors } from '../../../../renderer/ui/show-errors.ts';
import { access } from '../../client/access.ts';
import { useAction } from '../../client/use-action.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { QrOfRows } from '../../parts/qr-of-text.tsx';
import { useWords } from '../../words.ts';
import { EntryHeading } from './entry-heading.tsx';

/** Second step of the set-up: a password of one's own, and the authenticator that scans the QR. */
export function SetUpSecrets({
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
  const isShort = password.length < shortestPassword;
  const finish = useAction(async () => {
    onDone(await access.finishSetUp(begun.ticket, password, code.trim()));
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isShort || code.trim() === '') showErrors(event.currentTarget, () => setShown(true));
    else void finish.run();
  };
  const failed = finish.failure;
  return (
    <form className="stack" onSubmit={send}>
      <EntryHeading
        title={t('setUp.hello', { name: begun.name })}
        lead={t('setUp.youAre', { role: t(`role.${begun.role}`) })}
      />
      <FailureNote
        failure={failed}
        {...(failed?.code === 'ticket-over' ? { onRetry: onAgain } : {})}
      />
      {/* Password managers keep the password under this name. */}
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
        hint={t('setUp.passwordHint', { count: shortestPassword })}
        type="password"
        value={password}
        onChange={setPassword}
        fills="new-password"
        error={isShown && isShort ? t('setUp.passwordShort', { count: shortestPassword }) : null}
        autoFocus
      />
      <div className="authenticator">
        <div className="authenticator-qr">
          <QrOfRows rows={begun.qr} label={t('setUp.qr')} />
        </div>
        <div className="stack">
          <p>{t('setUp.scan')}</p>
          <p className="small">
            {t('setUp.orType')} <bdi className="code authenticator-secret">{begun.secret}</bdi>
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
        look="primary"
        size="large"
        wide
        icon={<ShieldCheck aria-hidden="true" size={20} />}
        isDisabled={finish.busy}
      >
        {t('setUp.finish')}
      </Button>
    </form>
  );
}
