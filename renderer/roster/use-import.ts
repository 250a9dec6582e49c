import { useCallback, useEffect, useReducer, useRef } from 'react';
import type {
  ColumnMapping,
  ImportProgress,
  RosterDiff,
  RosterPreview,
} from '../../domain/roster/roster-import.ts';
import type { CallInput } from '../../preload/contract.ts';
import { ask, type CallFailure, failureOf, onNotice } from '../kit/client/ask.ts';

type ReadOptions = CallInput<'rereadRosterFile'>['options'];

/** The state of the import. Each state holds what its screen shows and nothing else. */
export type ImportState =
  | { step: 'choose'; busy: boolean; wasCancelled: boolean }
  | { step: 'columns'; preview: RosterPreview; mapping: ColumnMapping; busy: boolean }
  | { step: 'comparing'; preview: RosterPreview; mapping: ColumnMapping }
  | { step: 'changes'; preview: RosterPreview; mapping: ColumnMapping; diff: RosterDiff }
  | { step: 'writing'; preview: RosterPreview; mapping: ColumnMapping; diff: RosterDiff }
  | { step: 'done'; added: number; changed: number };

interface Whole {
  state: ImportState;
  failure: CallFailure | null;
  progress: ImportProgress | null;
}

type Change = Partial<Whole>;
const start: Whole = {
  state: { step: 'choose', busy: false, wasCancelled: false },
  failure: null,
  progress: null,
};

export interface RosterImport extends Whole {
  choose: () => Promise<void>;
  reread: (options: ReadOptions) => Promise<void>;
  map: (mapping: ColumnMapping) => void;
  compare: () => Promise<void>;
  /** Compares again, with the people whose words say so as VIPs, or without. */
  markVips: (marked: boolean) => Promise<void>;
  backToColumns: () => void;
  apply: (acceptMended: boolean) => Promise<void>;
  cancel: () => Promise<void>;
}

/** The plan that main keeps for this import, while there is one. */
function planOf(state: ImportState): string | null {
  return state.step === 'choose' || state.step === 'done' ? null : state.preview.planId;
}

/** The roster import from choosing a file to the new roster; `apply` is the first to write. */
export function useImport(): RosterImport {
  const [whole, change] = useReducer((last: Whole, next: Change) => ({ ...last, ...next }), start);
  const latest = useRef(whole);
  useEffect(() => {
    latest.current = whole;
  });
  const planId = planOf(whole.state);
  useEffect(() => {
    if (planId === null) return;
    return onNotice('importProgress', (progress) => {
      if (progress.planId === planId) change({ progress });
    });
  }, [planId]);
  const verbs = useRef<Omit<RosterImport, keyof Whole>>(null);
  verbs.current ??= createVerbs(() => latest.current.state, change);
  const cancelVerb = verbs.current.cancel;
  const cancel = useCallback(() => cancelVerb(), [cancelVerb]);
  return { ...whole, ...verbs.current, cancel };
}

function createVerbs(
  read: () => ImportState,
  change: (next: Change) => void,
): Omit<RosterImport, keyof Whole> {
  const go = (state: ImportState): void => change({ state, failure: null, progress: null });
  /** Runs a call; on failure shows it on `fallback`, unless the import was left meanwhile. */
  const attempt = async (work: () => Promise<void>, fallback: ImportState): Promise<void> => {
    const began = read();
    try {
      await work();
    } catch (error) {
      const failure = failureOf(error);
      const left = planOf(read()) === null && planOf(began) !== null;
      if (failure.code === 'import-cancelled' || left) return;
      const isGone = failure.code === 'import-plan-gone';
      change({ state: isGone ? start.state : fallback, failure, progress: null });
    }
  };

  return {
    choose: () => {
      const back = start.state;
      go({ step: 'choose', busy: true, wasCancelled: false });
      return attempt(async () => {
        const preview = await ask('chooseRosterFile');
        if (preview === null) go(back);
        else go({ step: 'columns', preview, mapping: preview.guess, busy: false });
      }, back);
    },
    reread: async (options) => {
      const state = read();
      if (state.step !== 'columns') return;
      const { planId } = state.preview;
      change({ state: { ...state, busy: true }, failure: null });
      await attempt(
        async () => {
          const preview = await ask('rereadRosterFile', { planId, options });
          go({ step: 'columns', preview, mapping: preview.guess, busy: false });
        },
        { ...state, busy: false },
      );
    },
    map: (mapping) => {
      const state = read();
      if (state.step === 'columns') change({ state: { ...state, mapping } });
    },
    compare: async () => {
      const state = read();
      if (state.step !== 'columns') return;
      const { preview, mapping } = state;
      go({ step: 'comparing', preview, mapping });
      await attempt(async () => {
        const diff = await ask('compareRoster', { planId: preview.planId, mapping });
        if (planOf(read()) === preview.planId) go({ step: 'changes', preview, mapping, diff });
      }, state);
    },
    markVips: async (marked) => {
      const state = read();
      if (state.step !== 'changes') return;
      const { preview, mapping } = state;
      go({ step: 'comparing', preview, mapping });
      await attempt(async () => {
        const { planId } = preview;
        const diff = await ask('compareRoster', { planId, mapping, markVips: marked });
        if (planOf(read()) === planId) go({ step: 'changes', preview, mapping, diff });
      }, state);
    },
    backToColumns: () => {
      const state = read();
      if (state.step !== 'changes') return;
      go({ step: 'columns', preview: state.preview, mapping: state.mapping, busy: false });
    },
    apply: async (acceptMended) => {
      const state = read();
      if (state.step !== 'changes') return;
      const { preview, mapping, diff } = state;
      go({ step: 'writing', preview, mapping, diff });
      await attempt(async () => {
        const { added, changed } = await ask('applyRoster', {
          planId: preview.planId,
          acceptMended,
        });
        go({ step: 'done', added, changed });
      }, state);
    },
    cancel: async () => {
      const planId = planOf(read());
      go({ step: 'choose', busy: false, wasCancelled: planId !== null });
      if (planId === null) return;
      try {
        await ask('cancelRosterImport', { planId });
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code !== 'import-plan-gone') change({ failure });
      }
    },
  };
}
