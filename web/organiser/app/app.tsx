import i18next from 'i18next';
import { type ReactNode, useEffect, useState } from 'react';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TimeZoneContext } from '../../../ui/formats.ts';
import { ToastProvider } from '../../../ui/toast.tsx';
import { setGroupWord } from '../../../ui/words/group.ts';
import { EventContext } from '../client/event-context.tsx';
import { LiveProvider } from '../client/live-context.tsx';
import { useAction, useAnswer } from '../client/page-client.ts';
import { ask, setProveAgain } from '../client/request.ts';
import { probeSession, useSessionState } from '../client/session-store.ts';
import { BeginPage } from '../pages/begin/begin-page.tsx';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { EntryField } from '../parts/entry-field.tsx';
import { useWords } from '../words.ts';
import { Shell } from './shell.tsx';

/** The sign-in, and the page behind it. The address keeps its place during a sign-in. */
export function App(): ReactNode {
  const state = useSessionState();
  useEffect(() => {
    void probeSession();
  }, []);
  switch (state.phase) {
    case 'asking':
      return <main className="grid place-content-center p-6 min-h-screen" aria-busy="true" />;
    case 'unknown':
      if (state.failure.code === 'no-event') return <BeginPage />;
      return (
        <main className="grid place-content-center p-6 min-h-screen">
          <FailureNote failure={state.failure} onRetry={() => void probeSession()} />
        </main>
      );
    case 'signed-out':
      return <SignInPage isOver={state.over} />;
    case 'signed-in':
      return (
        <ToastProvider>
          <ProveAgain />
          <EventGate key={state.session.account.id} />
        </ToastProvider>
      );
  }
}

/** Opens the live line and loads the event: every page needs its names and time zone. */
function EventGate(): ReactNode {
  return (
    <LiveProvider>
      <WithEvent />
    </LiveProvider>
  );
}

function WithEvent(): ReactNode {
  // Also reloaded after roster changes: the event's day advances, and its file may be replaced.
  const { value, failure, renew } = useAnswer('event', [{}], {
    renewOn: ['days', 'roster', 'stations'],
  });
  const groupWord = value?.groupWord;
  useEffect(() => {
    if (groupWord !== undefined) setGroupWord(i18next, groupWord);
  }, [groupWord]);
  if (value === null) {
    return (
      <main className="grid place-content-center p-6 min-h-screen" aria-busy={failure === null}>
        <FailureNote failure={failure} onRetry={renew} />
      </main>
    );
  }
  return (
    <EventContext value={value}>
      <TimeZoneContext value={value.timeZone}>
        <Shell />
      </TimeZoneContext>
    </EventContext>
  );
}

type Answer = (given: boolean) => void;

/** Asks for the password if the hub requires it again, then repeats the refused request. */
function ProveAgain(): ReactNode {
  const [waiting, setWaiting] = useState<readonly Answer[]>([]);
  useEffect(() => {
    setProveAgain(() => new Promise((answer) => setWaiting((others) => [...others, answer])));
    return () => setProveAgain(null);
  }, []);
  if (waiting.length === 0) return null;
  return (
    <ProveDialog
      onEnd={(given) => {
        for (const answer of waiting) answer(given);
        setWaiting([]);
      }}
    />
  );
}

function ProveDialog({ onEnd }: { onEnd: Answer }): ReactNode {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const prove = useAction(async () => {
    await ask('prove', { password });
    onEnd(true);
  });
  return (
    <FormDialog
      title={t('prove.title')}
      onClose={() => onEnd(false)}
      onSubmit={() => void prove.run()}
      failure={prove.failure}
      submit={{ label: t('prove.title'), isDisabled: prove.busy || password === '' }}
    >
      <p>{t('prove.why')}</p>
      <EntryField
        label={t('account.currentPassword')}
        type="password"
        fills="current-password"
        value={password}
        onChange={setPassword}
        autoFocus
      />
    </FormDialog>
  );
}
