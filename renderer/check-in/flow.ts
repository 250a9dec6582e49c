import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import type { ListAges } from '../../domain/sync/sync-status.ts';
import type { CheckInAnswer, CheckInInput, DeskDelegate } from '../../preload/contract/check-in.ts';
import { type CallFailure, failureOf } from '../base/ask.ts';
import type { AfterScan, Scan } from '../scanning/index.ts';

type Target = CheckInInput['target'];
type Notice = 'none' | 'vip' | 'flagged';
/** The identity check is a question, not a final answer. */
export type FinalAnswer = Exclude<CheckInAnswer, { outcome: 'identity-check' }>;

/** What the desk's large panel shows. It holds only what the main process answered. */
export type DeskState =
  | { kind: 'idle' }
  | { kind: 'asking'; key: string; target: Target; identity: IdentityDocument | null }
  | {
      kind: 'identity';
      key: string;
      target: Target;
      delegate: DeskDelegate;
      notice: Notice;
      /** How old the lists behind the question are; null if the station has no hub. */
      lists: ListAges | null;
      /** The document just confirmed, while the main process has not answered yet. */
      confirming: IdentityDocument | null;
    }
  | { kind: 'answered'; key: string; answer: FinalAnswer }
  | {
      kind: 'failed';
      key: string;
      target: Target;
      identity: IdentityDocument | null;
      failure: CallFailure;
    };

interface SeenDocument {
  delegateId: string;
  document: IdentityDocument;
}

/** What the desk asks of the main process. */
interface DeskCalls {
  checkIn: (input: CheckInInput) => Promise<CheckInAnswer>;
  /** Makes a UUID: the idempotency key of a check-in that starts from the search. */
  newKey: () => string;
}

/** One conversation at a time: ask the main process, check the identity, show the answer. */
export type DeskFlow = ReturnType<typeof createDeskFlow>;

/** True while the operator or the main process still has to answer. */
export function isAnswerDue(state: DeskState): boolean {
  return state.kind === 'asking' || state.kind === 'identity' || state.kind === 'failed';
}

/** @param onFree called when the desk is ready for the next scan */
export function createDeskFlow(calls: DeskCalls, onFree: () => void) {
  let state: DeskState = { kind: 'idle' };
  let seen: SeenDocument | null = null;
  const listeners = new Set<() => void>();
  const show = (next: DeskState): void => {
    const wasDue = isAnswerDue(state);
    state = next;
    for (const listener of listeners) listener();
    if (wasDue && !isAnswerDue(next)) onFree();
  };
  const untilFree = (): Promise<void> =>
    new Promise((resolve) => {
      if (!isAnswerDue(state)) return resolve();
      const listener = (): void => {
        if (isAnswerDue(state)) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });

  /** Sends one question and shows its answer, unless the desk was cleared meanwhile. */
  const put = async (
    key: string,
    target: Target,
    identity: IdentityDocument | null,
  ): Promise<void> => {
    const isStill = (): boolean => state.kind !== 'idle' && state.key === key;
    try {
      const answer = await calls.checkIn({ key, target, identity });
      if (!isStill()) return;
      if (answer.outcome === 'identity-check') {
        const { delegate, notice, lists } = answer;
        show({ kind: 'identity', key, target, delegate, notice, lists, confirming: null });
      } else {
        show({ kind: 'answered', key, answer });
      }
    } catch (error) {
      if (isStill()) show({ kind: 'failed', key, target, identity, failure: failureOf(error) });
    }
  };

  return {
    read: (): DeskState => state,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Takes a scan from the bus; waits while the desk handles a delegate chosen in the search. */
    scan: async ({ key, input }: Scan): Promise<AfterScan> => {
      await untilFree();
      seen = null;
      const target: Target = { kind: 'scan', scan: input };
      show({ kind: 'asking', key, target, identity: null });
      await put(key, target, null);
      return isAnswerDue(state) ? 'answer-due' : 'next';
    },
    /**
     * Checks in the delegate chosen in the search; does nothing while another answer is due.
     *
     * @param document what the operator has already seen: then it is not asked for
     */
    choose: async (delegateId: string, document: IdentityDocument | null = null): Promise<void> => {
      if (isAnswerDue(state)) return;
      const key = calls.newKey();
      const target: Target = { kind: 'delegate', delegateId };
      const identity = document ?? (seen?.delegateId === delegateId ? seen.document : null);
      seen = null;
      show({ kind: 'asking', key, target, identity });
      await put(key, target, identity);
    },
    /** Remembers the document shown at registration, so that `choose` does not ask for it again. */
    sawDocument: (document: SeenDocument | null): void => {
      seen = document;
    },
    /** The operator confirms that the document was seen and the face matches. */
    confirm: async (document: IdentityDocument): Promise<void> => {
      if (state.kind !== 'identity' || state.confirming !== null) return;
      const { key, target } = state;
      show({ ...state, confirming: document });
      await put(key, target, document);
    },
    /** Asks again with the same key, so that nothing is written twice. */
    retry: async (): Promise<void> => {
      if (state.kind !== 'failed') return;
      const { key, target, identity } = state;
      show({ kind: 'asking', key, target, identity });
      await put(key, target, identity);
    },
    /**
     * Shows the result of an overridden refusal; `refusal` is the key of its conversation. False,
     * and nothing is shown, if the desk has moved on to another person.
     */
    granted: (refusal: string, key: string, answer: FinalAnswer): boolean => {
      if (state.kind !== 'answered' || state.key !== refusal) return false;
      show({ kind: 'answered', key, answer });
      return true;
    },
    /**
     * Shows a check-in that a dialog made. False, and nothing is shown, while another answer is
     * due: its person is at the desk.
     */
    made: (key: string, answer: FinalAnswer): boolean => {
      if (isAnswerDue(state)) return false;
      seen = null;
      show({ kind: 'answered', key, answer });
      return true;
    },
    /** Clears the panel; a dismissed question has written nothing. */
    putAside: (): void => {
      // A check-in under way cannot be cancelled: its answer must be seen.
      if (state.kind === 'asking') return;
      if (state.kind === 'identity' && state.confirming !== null) return;
      show({ kind: 'idle' });
    },
  };
}
