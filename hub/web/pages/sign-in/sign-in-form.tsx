import { LogIn, TimerOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { access } from '../../client/access.ts';
import { failureOf } from '../../client/failure.ts';
import { takeSession } from '../../client/session-store.ts';
import { type Action, useAction } from '../../client/use-action.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useWords } from '../../words.ts';
import { EntryHeading } from './entry-heading.tsx';

/** Two steps: name and password, then a code of the authenticator or a recovery code. */
export function SignInForm({
  isOver,
  onSetUp,
}: {
  /** A session has just ended. */
  isOver: boolean;
  onSetUp: () => void;
}): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [ticket, setTicket] = useState<string | null>(null);
  const [wasTicketOver, setTicketOver] = useState(false);
  const begin = useAction(async () => {
    setTicket((await access.signIn(name, password)).ticket);
    setTicketOver(false);
    setPassword('');
  });
  if (ticket !== null) {
    return (
      <CodeStep
        ticket={ticket}
        onBack={(isTicketOver) => {
          setTicket(null);
          setTicketOver(isTicketOver);
        }}
      />
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && password !== '') void begin.run();
      }}
    >
      <EntryHeading title={t('signIn.title')} lead={t('signIn.lead')} />
      {isOver && begin.failure === null && (
        <Note
          tone="look"
          icon={<TimerOff aria-hidden="true" size={20} />}
          title={t('signIn.overTitle')}
        >
          <p>{t('signIn.overHint')}</p>
        </Note>
      )}
      {wasTicketOver && begin.failure === null && (
        <Note
          tone="look"
          icon={<TimerOff aria-hidden="true" size={20} />}
          title={t('failure.ticket-over.title')}
        >
          <p>{t('failure.ticket-over.remedy')}</p>
        </Note>
      )}
      <FailureNote failure={begin.failure} />
      <EntryField
        label={t('signIn.name')}
        value={name}
        onChange={setName}
        fills="username"
        autoFocus
      />
      <EntryField
        label={t('signIn.password')}
        value={password}
        onChange={setPassword}
        type="password"
        fills="current-password"
      />
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        icon={<LogIn aria-hidden="true" size={20} />}
        isDisabled={begin.busy || name.trim() === '' || password === ''}
      >
        {t('signIn.next')}
      </Button>
      <Button look="quiet" size="small" onPress={onSetUp}>
        {t('signIn.toSetUp')}
      </Button>
    </form>
  );
}

function CodeStep({
  ticket,
  onBack,
}: {
  ticket: string;
  onBack: (isTicketOver: boolean) => void;
}): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [attempts, setAttempts] = useState(0);
  const finish: Action<[]> = useAction(async () => {
    try {
      takeSession(await access.signInCode(ticket, code));
    } catch (error) {
      // After five minutes, or too many wrong codes: the first step again.
      if (failureOf(error).code === 'ticket-over') return onBack(true);
      setCode('');
      setAttempts((count) => count + 1);
      throw error;
    }
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') void finish.run();
      }}
    >
      <EntryHeading title={t('signIn.codeTitle')} lead={t('signIn.codeLead')} />
      <FailureNote failure={finish.failure} />
      {/* A new field for each attempt: the next code is typed without looking for it. */}
      <EntryField
        key={attempts}
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        value={code}
        onChange={setCode}
        fills="one-time-code"
        isNumeric
        isCode
        autoFocus
      />
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        icon={<LogIn aria-hidden="true" size={20} />}
        isDisabled={finish.busy || code.trim() === ''}
      >
        {t('signIn.enter')}
      </Button>
      <Button look="quiet" size="small" onPress={() => onBack(false)}>
        {t('app.back')}
      </Button>
    </form>
  );
}
