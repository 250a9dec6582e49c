import type { Operator } from '../domain/operator.ts';
import type { Caller } from './use-cases/context.ts';

/** Who is signed in at this station; one at a time, in memory only. */
export interface DeskSession {
  caller(): Caller;
  signIn(operator: Operator): void;
  /** Locks the desk; scans already queued on the page wait for the next sign-in. */
  signOut(): void;
}

/** A session with nobody signed in; `changed` is called after every change. */
export function createSession(changed: () => void): DeskSession {
  let operator: Operator | null = null;
  return {
    caller: () => ({ operator }),
    signIn: (next) => {
      operator = next;
      changed();
    },
    signOut: () => {
      operator = null;
      changed();
    },
  };
}
