import { type ReactNode, useEffect } from 'react';
import { ToastProvider } from '../../../renderer/ui/toast.tsx';
import { probeSession, useSessionState } from '../client/session-store.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { EventGate } from './event-gate.tsx';
import { ProveAgain } from './prove-again.tsx';

/** The page: the way in, and what lies behind it. The place in the address is kept through a sign-in. */
export function App(): ReactNode {
  const state = useSessionState();
  useEffect(() => {
    void probeSession();
  }, []);
  switch (state.phase) {
    case 'asking':
      return <main className="opening" aria-busy="true" />;
    case 'unknown':
      return (
        <main className="opening">
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
