import { useSyncExternalStore } from 'react';
import type { OrganiserRight, SessionAnswer } from '../../../domain/organiser/access.ts';
import { failureOf, type RequestFailure } from './failure.ts';
import { ask, onSessionOver, onSessionUsed, setCsrfToken } from './request.ts';

export type SessionState =
  | { phase: 'asking' }
  /** The hub could not be reached. */
  | { phase: 'unknown'; failure: RequestFailure }
  /** `over`: there was a session until just now. */
  | { phase: 'signed-out'; over: boolean }
  | { phase: 'signed-in'; session: SessionAnswer };

let state: SessionState = { phase: 'asking' };
/** When the idle session ends: milliseconds of this browser's clock. */
let idleEnd = 0;
const watchers = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  for (const told of watchers) told();
}

onSessionOver(() => {
  if (state.phase === 'signed-in') become({ phase: 'signed-out', over: true });
});

onSessionUsed(() => {
  if (state.phase !== 'signed-in') return;
  const { idleExpires, now } = state.session;
  idleEnd = performance.now() + (idleExpires - now);
});

/** Adopts a session that the hub has just opened or confirmed. */
export function takeSession(session: SessionAnswer): void {
  setCsrfToken(session.csrf);
  idleEnd = performance.now() + (session.idleExpires - session.now);
  become({ phase: 'signed-in', session });
}

/** Asks the hub for the session when it may have changed. Network failures change nothing. */
export async function probeSession(): Promise<void> {
  try {
    takeSession(await ask('session', {}));
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'session-over') {
      // If there was a session until now, `onSessionOver` has reported its end already.
      if (state.phase !== 'signed-out') become({ phase: 'signed-out', over: false });
    } else if (state.phase !== 'signed-in') {
      become({ phase: 'unknown', failure });
    }
  }
}

/** Ends the session here, or all sessions of this user. */
export async function endSession({ everywhere }: { everywhere: boolean }): Promise<void> {
  await ask(everywhere ? 'signOutEverywhere' : 'signOut', {});
  become({ phase: 'signed-out', over: false });
}

export function idleLeft(): number {
  return idleEnd - performance.now();
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
    () => state,
  );
}

/** Only for components within a session. */
export function useSession(): SessionAnswer {
  const known = useSessionState();
  if (known.phase !== 'signed-in') throw new Error('no session');
  return known.session;
}

export function useMay(right: OrganiserRight): boolean {
  const known = useSessionState();
  return known.phase === 'signed-in' && known.session.rights.includes(right);
}
