import { useEffect, useReducer, useRef } from 'react';
import type { AddDelegations, DelegationsAdded } from '../../domain/roster/import-delegations.ts';
import type {
  ColumnMapping,
  ImportAnswer,
  ImportDecision,
  ImportProgress,
  ImportWritten,
  ReadOptions,
  RosterDiff,
  RosterPreview,
} from '../../domain/roster/roster-import.ts';

/** The calls by which a page imports; each rejects with a value that `failureOf` can read. */
export interface ImportCalls<Failure> {
  reread(planId: string, options: ReadOptions): Promise<RosterPreview>;
  compare(planId: string, mapping: ColumnMapping, markVips: boolean): Promise<RosterDiff>;
  apply(planId: string, decision: ImportDecision): Promise<ImportWritten>;
  addDelegations(planId: string, delegations: AddDelegations): Promise<DelegationsAdded>;
  cancel(planId: string): Promise<unknown>;
  /** Reports progress from now on; returns a function that ends this. */
  onProgress(planId: string, told: (progress: ImportProgress) => void): () => void;
  failureOf(error: unknown): Failure;
  /**
   * Why a failure ends the import: it was cancelled, or its plan no longer exists. Null: it
   * continues.
   */
  endOf(failure: Failure): 'cancelled' | 'gone' | null;
}

/** What was answered so far. */
export interface Answers {
  /** Mended cells may be written. */
  acceptMended: boolean;
  /** By the line of a row. */
  rows: ReadonlyMap<number, ImportAnswer>;
  /** For all rows that have no answer. */
  others: ImportDecision['others'];
}

const unanswered: Answers = { acceptMended: false, rows: new Map(), others: null };

/** Each state holds only what its screen shows. */
export type ImportState =
  | { step: 'choose'; busy: boolean; wasCancelled: boolean }
  | { step: 'columns'; preview: RosterPreview; mapping: ColumnMapping; busy: boolean }
  | { step: 'comparing'; preview: RosterPreview; mapping: ColumnMapping }
  | {
      step: 'changes';
      preview: RosterPreview;
      mapping: ColumnMapping;
      diff: RosterDiff;
      answers: Answers;
      /** The result of the last attempt to add delegations. */
      delegations?: DelegationsAdded & { count: number };
    }
  | { step: 'writing'; preview: RosterPreview; mapping: ColumnMapping; diff: RosterDiff }
  | { step: 'done'; written: ImportWritten };

interface Whole<Failure> {
  state: ImportState;
  failure: Failure | null;
  progress: ImportProgress | null;
}

const atStart = { step: 'choose', busy: false, wasCancelled: false } as const;

export interface ImportVerbs {
  /** @param open opens the chosen file; null if none was chosen */
  choose: (open: () => Promise<RosterPreview | null>) => Promise<void>;
  reread: (options: ReadOptions) => Promise<void>;
  map: (mapping: ColumnMapping) => void;
  compare: () => Promise<void>;
  /** Compares again, with or without marking as VIPs the people whose text in the file says so. */
  markVips: (marked: boolean) => Promise<void>;
  /** Adds delegations named in the file to the event, and compares again. */
  addDelegations: (delegations: AddDelegations) => Promise<void>;
  answer: (answers: Answers) => void;
  backToColumns: () => void;
  apply: () => Promise<void>;
  cancel: () => Promise<void>;
}

export type RosterImport<Failure> = Whole<Failure> & ImportVerbs;

function decisionOf({ acceptMended, rows, others }: Answers): ImportDecision {
  const answers = Array.from(rows, ([line, answer]) => ({ line, answer }));
  return { acceptMended, answers, others };
}

/**
 * The answers that another comparison of the same list can keep: all, if it finds the same. Else
 * people may have been written meanwhile, and "another person" would double them.
 */
function answersFor(
  after: RosterDiff,
  { diff, answers }: { diff: RosterDiff; answers: Answers },
): Answers {
  const counts = ['added', 'changed', 'asked', 'mended'] as const;
  return counts.every((count) => after[count] === diff[count]) ? answers : unanswered;
}

/** The id of the plan that the main process holds for this import; null without one. */
function planOf(state: ImportState): string | null {
  return state.step === 'choose' || state.step === 'done' ? null : state.preview.planId;
}

/**
 * The roster import, from choosing a file to the new roster. Nothing is written before `apply`,
 * except delegations that are added.
 *
 * @param calls the same object at each rendering
 */
export function useImport<Failure>(calls: ImportCalls<Failure>): RosterImport<Failure> {
  const [whole, change] = useReducer(
    (last: Whole<Failure>, next: Partial<Whole<Failure>>) => ({ ...last, ...next }),
    { state: atStart, failure: null, progress: null },
  );
  const latest = useRef(whole);
  useEffect(() => {
    latest.current = whole;
  });
  const { state } = whole;
  const isWorking = state.step === 'comparing' || state.step === 'writing';
  const planId = isWorking ? planOf(state) : null;
  useEffect(() => {
    if (planId === null) return;
    return calls.onProgress(planId, (progress) => change({ progress }));
  }, [calls, planId]);
  const verbs = useRef<ImportVerbs>(null);
  verbs.current ??= createVerbs(calls, () => latest.current.state, change);
  return { ...whole, ...verbs.current };
}

function createVerbs<Failure>(
  calls: ImportCalls<Failure>,
  read: () => ImportState,
  change: (next: Partial<Whole<Failure>>) => void,
): ImportVerbs {
  const go = (state: ImportState): void => change({ state, failure: null, progress: null });
  /** Runs a call. On failure shows it on `fallback`, unless the user left the import meanwhile. */
  const attempt = async (work: () => Promise<void>, fallback: () => ImportState): Promise<void> => {
    const began = read();
    try {
      await work();
    } catch (error) {
      const failure = calls.failureOf(error);
      const left = planOf(read()) === null && planOf(began) !== null;
      const end = calls.endOf(failure);
      if (end === 'cancelled' || left) return;
      change({ state: end === 'gone' ? atStart : fallback(), failure, progress: null });
    }
  };

  return {
    choose: (open) => {
      const back = atStart;
      go({ step: 'choose', busy: true, wasCancelled: false });
      return attempt(
        async () => {
          const preview = await open();
          if (preview === null) go(back);
          else go({ step: 'columns', preview, mapping: preview.guess, busy: false });
        },
        () => back,
      );
    },
    reread: async (options) => {
      const state = read();
      if (state.step !== 'columns') return;
      const { planId } = state.preview;
      change({ state: { ...state, busy: true }, failure: null });
      await attempt(
        async () => {
          const preview = await calls.reread(planId, options);
          go({ step: 'columns', preview, mapping: preview.guess, busy: false });
        },
        () => ({ ...state, busy: false }),
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
      await attempt(
        async () => {
          const diff = await calls.compare(preview.planId, mapping, false);
          if (planOf(read()) !== preview.planId) return;
          go({ step: 'changes', preview, mapping, diff, answers: unanswered });
        },
        () => state,
      );
    },
    markVips: async (marked) => {
      const state = read();
      if (state.step !== 'changes') return;
      const { preview, mapping, answers } = state;
      go({ step: 'comparing', preview, mapping });
      await attempt(
        async () => {
          const { planId } = preview;
          const diff = await calls.compare(planId, mapping, marked);
          if (planOf(read()) === planId) go({ step: 'changes', preview, mapping, diff, answers });
        },
        () => state,
      );
    },
    addDelegations: async (added) => {
      const state = read();
      if (state.step !== 'changes') return;
      const { preview, mapping, diff } = state;
      const { planId } = preview;
      await attempt(
        async () => {
          const answer = await calls.addDelegations(planId, added);
          const delegations = { ...answer, count: added.length };
          if (planOf(read()) !== planId) return;
          // Keep the typed names if nothing was added.
          if (answer.outcome !== 'added') return go({ ...state, delegations });
          go({ step: 'comparing', preview, mapping });
          const marked = diff.vips?.marked ?? false;
          const after = await calls.compare(planId, mapping, marked);
          if (planOf(read()) === planId) {
            const answers = answersFor(after, state);
            go({ step: 'changes', preview, mapping, diff: after, answers, delegations });
          }
        },
        () => state,
      );
    },
    answer: (answers) => {
      const state = read();
      if (state.step === 'changes') change({ state: { ...state, answers } });
    },
    backToColumns: () => {
      const state = read();
      if (state.step !== 'changes') return;
      go({ step: 'columns', preview: state.preview, mapping: state.mapping, busy: false });
    },
    apply: async () => {
      const state = read();
      if (state.step !== 'changes') return;
      const { preview, mapping, diff, answers } = state;
      const { planId } = preview;
      go({ step: 'writing', preview, mapping, diff });
      let back = state;
      await attempt(
        async () => {
          try {
            const written = await calls.apply(planId, decisionOf(answers));
            go({ step: 'done', written });
          } catch (error) {
            // A plan is written once, and a part may be: what is left is another comparison's.
            const marked = diff.vips?.marked ?? false;
            const after = await calls.compare(planId, mapping, marked).catch(() => null);
            if (after !== null) back = { ...state, diff: after, answers: answersFor(after, state) };
            throw error;
          }
        },
        () => back,
      );
    },
    cancel: async () => {
      const planId = planOf(read());
      go({ step: 'choose', busy: false, wasCancelled: planId !== null });
      if (planId === null) return;
      try {
        await calls.cancel(planId);
      } catch (error) {
        const failure = calls.failureOf(error);
        if (calls.endOf(failure) !== 'gone') change({ failure });
      }
    },
  };
}
