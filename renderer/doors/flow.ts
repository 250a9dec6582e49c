import type { DoorAnswer, DoorInput } from '../../preload/contract/doors.ts';
import { type CallFailure, failureOf } from '../base/ask.ts';
import type { AfterScan, Scan } from '../scanning/index.ts';

type Steward = Exclude<DoorInput['steward'], null>['decision'];
type Asking = Extract<DoorAnswer, { outcome: 'ask' }>;

export type DoorState =
  | { kind: 'ready' }
  | { kind: 'answered'; key: string; answer: Exclude<DoorAnswer, Asking> }
  /** Amber: the steward decides. `deciding` is set while the decision is being recorded. */
  | { kind: 'asking'; key: string; input: DoorInput; answer: Asking; deciding: Steward | null }
  | { kind: 'undone'; key: string; name: string }
  | { kind: 'failed'; key: string; input: DoorInput; failure: CallFailure };

export interface Passed {
  key: string;
  answer: DoorAnswer;
  undone: boolean;
  /** Nobody decided before other people had to pass. */
  left: boolean;
}

export interface DoorShown {
  state: DoorState;
  /** Newest first. */
  last: readonly Passed[];
}

/** The calls that the flow makes, and its timer. */
export interface DoorWays {
  pass: (input: DoorInput) => Promise<DoorAnswer>;
  undo: (factId: string) => Promise<unknown>;
  /** Calls back after this many milliseconds; returns a function that cancels it. */
  after: (milliseconds: number, run: () => void) => () => void;
}

/** One conversation at a time: a scan, its verdict, and the next. */
export type DoorFlow = ReturnType<typeof createDoorFlow>;

/** Milliseconds for which a verdict stays if nobody else comes. */
const shownFor = { passed: 4_000, refused: 8_000, undone: 3_000 };
/** Minimum milliseconds for a verdict before the next waiting scan replaces it. */
export const seenAtLeast = 600;
const keptScans = 8;

/** @param onFree called whenever scans that were held back may continue */
export function createDoorFlow(ways: DoorWays, onFree: () => void) {
  let shown: DoorShown = { state: { kind: 'ready' }, last: [] };
  const listeners = new Set<() => void>();
  let forgetReset = (): void => undefined;
  /** Resolves once the current verdict was visible long enough. */
  let seen: Promise<void> = Promise.resolve();

  const put = (next: Partial<DoorShown>): void => {
    const wasHeld = isHeld(shown.state);
    shown = { ...shown, ...next };
    for (const listener of listeners) listener();
    if (wasHeld && !isHeld(shown.state)) onFree();
  };
  const show = (state: DoorState, stays: number | null, atLeast: number): void => {
    forgetReset();
    forgetReset =
      stays === null ? () => undefined : ways.after(stays, () => put({ state: { kind: 'ready' } }));
    seen = new Promise((resolve) => void ways.after(atLeast, resolve));
    put({ state });
  };
  const remember = (key: string, answer: DoorAnswer): void => {
    const others = shown.last.filter((one) => one.key !== key);
    put({ last: [{ key, answer, undone: false, left: false }, ...others].slice(0, keptScans) });
  };

  const putScan = async (input: DoorInput): Promise<AfterScan> => {
    const { key } = input;
    try {
      const answer = await ways.pass(input);
      remember(key, answer);
      if (answer.outcome === 'ask') {
        show({ kind: 'asking', key, input, answer, deciding: null }, null, 0);
        return 'answer-due';
      }
      show({ kind: 'answered', key, answer }, shownFor[answer.outcome], seenAtLeast);
      return 'next';
    } catch (error) {
      show({ kind: 'failed', key, input, failure: failureOf(error) }, null, 0);
      return 'answer-due';
    }
  };

  return {
    read: (): DoorShown => shown,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scan: async ({ key, input }: Scan): Promise<AfterScan> => {
      await seen;
      return putScan({ key, scan: input, steward: null });
    },
    decide: async (word: Steward): Promise<void> => {
      const { state } = shown;
      if (state.kind !== 'asking' || state.deciding !== null) return;
      put({ state: { ...state, deciding: word } });
      const { doubts, checkpoint, direction, delegate } = state.answer;
      const delegateId = delegate?.id ?? null;
      const asked = { doubts, checkpoint, direction, delegateId };
      await putScan({ ...state.input, steward: { decision: word, shown: asked } });
    },
    /** Undoes the last passage; does nothing if there is none. */
    undo: async (): Promise<void> => {
      const last = shown.last.find(({ answer }) => answer.outcome === 'passed');
      if (last === undefined || last.undone || last.answer.outcome !== 'passed') return;
      await ways.undo(last.answer.factId);
      put({ last: shown.last.map((one) => (one === last ? { ...one, undone: true } : one)) });
      const name = last.answer.delegate?.printedName ?? '';
      if (!isHeld(shown.state))
        show({ kind: 'undone', key: last.key, name }, shownFor.undone, seenAtLeast);
    },
    retry: async (): Promise<void> => {
      const { state } = shown;
      if (state.kind === 'failed') await putScan(state.input);
    },
    /** Continues without an answer to the open question or failure. */
    leave: (): void => {
      const { state } = shown;
      if (!isHeld(state) || (state.kind === 'asking' && state.deciding !== null)) return;
      const { key } = state;
      show({ kind: 'ready' }, null, 0);
      put({ last: shown.last.map((one) => (one.key === key ? { ...one, left: true } : one)) });
    },
  };
}

/** True while further scans wait for the steward. */
export function isHeld(state: DoorState): state is Extract<DoorState, { input: DoorInput }> {
  return state.kind === 'asking' || state.kind === 'failed';
}

export function canUndo({ last }: DoorShown): boolean {
  const passed = last.find(({ answer }) => answer.outcome === 'passed');
  return passed !== undefined && !passed.undone;
}
