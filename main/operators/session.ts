import type { Operator } from '../../domain/operators/rights.ts';
import type { Caller } from '../base/context.ts';
import type { Timers } from '../base/timers.ts';

/** The operator signed in at this station; one at a time, in memory only. */
export type DeskSession = ReturnType<typeof createSession>;

export interface IdleLimit {
  /** Minutes without a key press or pointer movement; 0 for never. */
  afterMinutes: () => number;
  /** Milliseconds of a monotonic clock. */
  steady: () => number;
  timers: Timers;
}

const minute = 60_000;

/**
 * A session without a signed-in operator. It ends after the idle time, whatever the page does: a
 * page that hangs or was tampered with keeps no operator signed in.
 *
 * @param changed called after every change
 */
export function createSession(changed: () => void, idle: IdleLimit) {
  let operator: Operator | null = null;
  let used = 0;
  let cancel: (() => void) | null = null;
  const signOut = (): void => {
    cancel?.();
    cancel = null;
    operator = null;
    changed();
  };
  const endIfIdle = (): void => {
    const rested = idle.steady() - used;
    // The shortest limit: the settings need not be read with every call.
    if (operator === null || rested < minute) return;
    const limit = idle.afterMinutes();
    if (limit > 0 && rested >= limit * minute) signOut();
  };
  const watch = (): void => {
    cancel = idle.timers.after(minute, () => {
      endIfIdle();
      if (operator !== null) watch();
    });
  };
  return {
    caller: (): Caller => {
      endIfIdle();
      return { operator };
    },
    signIn: (next: Operator): void => {
      cancel?.();
      operator = next;
      used = idle.steady();
      watch();
      changed();
    },
    /** Locks the desk; scans already queued on the page wait for the next sign-in. */
    signOut,
    /** Takes over a new name or role; signs out an operator who may no longer sign in (null). */
    follow: (find: (id: string) => Operator | null): void => {
      if (operator === null) return;
      const now = find(operator.id);
      if (now === null) signOut();
      else if (now.name !== operator.name || now.role !== operator.role) {
        operator = now;
        changed();
      }
    },
    /**
     * Call it when the window (not its page) reports that an operator pressed a key or moved the
     * pointer. Call it also when an operator ticked someone of the evacuation count by a scan.
     */
    noteUse: (): void => {
      endIfIdle();
      used = idle.steady();
    },
  };
}
