import { LogIn, TimerOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Note } from '../../../../ui/note.tsx';
import { failureOf } from '../../client/failure.ts';
import { type Action, useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { takeSession } from '../../client/session-store.ts';
import { EntryField } from '../../parts/entry-field.tsx';
import { useWords } from '../../words.ts';
import { EntryForm } from './entry-form.tsx';

/** Two steps: name and password, then a code of the authenticator or a recovery code. */
export function SignInForm({
  isOver,
  onSetUp,
}: {
  /** Whether a session has just ended. */
  isOver: boolean;
  onSetUp: () => void;
}): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [ticket, setTicket] = useState<string | null>(null);
  const [wasTicketOver, setTicketOver] = useState(false);
  const begin = useAction(async () => {
    setTicket((await ask('signIn', { name, password })).ticket);
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
  const over = begin.failure !== null ? null : wasTicketOver ? 'ticket' : isOver ? 'session' : null;
  return (
    <EntryForm
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      failure={begin.failure}
      submit={{
        label: t('signIn.next'),
        icon: <LogIn size={20} />,
        isDisabled: begin.busy || name.trim() === '' || password === '',
      }}
      onSubmit={() => void begin.run()}
      other={{ label: t('signIn.toSetUp'), onPress: onSetUp }}
    >
      {over !== null && (
        <Note
          tone="look"
          icon={<TimerOff />}
          title={t(over === 'ticket' ? 'error.ticket-over.title' : 'signIn.overTitle')}
        >
          <p>{t(over === 'ticket' ? 'error.ticket-over.remedy' : 'signIn.overHint')}</p>
        </Note>
      )}
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
    </EntryForm>
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
      takeSession(await ask('signInCode', { ticket, code }));
    } catch (error) {
      // The ticket ended after five minutes or too many wrong codes: back to the first step.
      if (failureOf(error).code === 'ticket-over') return onBack(true);
      setCode('');
      setAttempts((count) => count + 1);
      throw error;
    }
  });
  return (
    <EntryForm
      title={t('signIn.codeTitle')}
      lead={t('signIn.codeLead')}
      failure={finish.failure}
      submit={{
        label: t('signIn.enter'),
        icon: <LogIn size={20} />,
        isDisabled: finish.busy || code.trim() === '',
      }}
      onSubmit={() => void finish.run()}
      other={{ label: t('app.back'), onPress: () => onBack(false) }}
    >
      {/* A new field for each attempt takes the focus: the next code can be typed at once. */}
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
    </EntryForm>
  );
}
