import { useRef, useState } from 'react';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { ask } from '../base/ask.ts';
import {
  checkInOne,
  forEachPerson,
  type GroupCalls,
  handOverOne,
  type Outcome,
  type Person,
  undoOne,
} from './group.ts';

export type GroupState =
  | { kind: 'none' }
  /** The operator has not said yet how the documents are checked. */
  | { kind: 'documents'; people: readonly Person[] }
  /** One key per person; `at` is the index of the current one. */
  | { kind: 'one-by-one'; people: readonly Person[]; at: number; results: Results; busy: boolean }
  | { kind: 'results'; people: readonly Person[]; results: Results; busy: boolean };

export type Results = ReadonlyMap<string, Outcome>;

const calls: GroupCalls = {
  checkIn: (input) => ask('checkIn', input),
  handOver: (serialText) => ask('handOverBadge', { serialText, to: 'focal-point' }),
  undoCheckIn: (admissionId) => ask('undoCheckIn', { admissionId, reason: 'scanned-by-mistake' }),
  undoHandOver: (factId) => ask('undoBadgeFate', { factId }),
  newKey: () => crypto.randomUUID(),
};

export type Group = ReturnType<typeof groupVerbs>;

/** Runs an action for several people and keeps its state, even while another screen is open. */
export function useGroup(): Group {
  const [state, setShown] = useState<GroupState>({ kind: 'none' });
  const latest = useRef(state);
  const setState = (next: (now: GroupState) => GroupState): void => {
    latest.current = next(latest.current);
    setShown(latest.current);
  };
  const tell = (id: string, outcome: Outcome): void =>
    setState((now) =>
      'results' in now ? { ...now, results: new Map(now.results).set(id, outcome) } : now,
    );
  const run = async (
    people: readonly Person[],
    results: Results,
    work: (person: Person) => Promise<Outcome>,
  ): Promise<void> => {
    setState(() => ({ kind: 'results', people, results, busy: true }));
    await forEachPerson(people, work, tell);
    setState((now) => (now.kind === 'results' ? { ...now, busy: false } : now));
  };
  return groupVerbs({ calls, state, latest: () => latest.current, set: setState, run, tell });
}

/** The actions on the state shown. A key pressed before a change is shown does nothing. */
export function groupVerbs({
  calls: client,
  state,
  latest,
  set,
  run,
  tell,
}: {
  calls: GroupCalls;
  /** The state shown; `latest` may be newer. */
  state: GroupState;
  latest: () => GroupState;
  set: (next: (now: GroupState) => GroupState) => void;
  run: (
    people: readonly Person[],
    results: Results,
    work: (person: Person) => Promise<Outcome>,
  ) => Promise<void>;
  tell: (id: string, outcome: Outcome) => void;
}) {
  const none: Results = new Map();
  const isShown = (): boolean => latest() === state;
  const checkInAll = (people: readonly Person[], document: IdentityDocument | null): void =>
    void run(people, none, ({ id }) => checkInOne(client, id, document));
  return {
    state,
    /** Asks for the documents first if the policy requires them. */
    checkIn: (people: readonly Person[], asksDocuments: boolean): void => {
      if (asksDocuments) set(() => ({ kind: 'documents', people }));
      else checkInAll(people, null);
    },
    /** The operator confirms that every document was seen, and that all are of this kind. */
    seenAll: (document: IdentityDocument): void => {
      if (state.kind === 'documents' && isShown()) checkInAll(state.people, document);
    },
    oneByOne: (): void => {
      if (state.kind !== 'documents' || !isShown()) return;
      const { people } = state;
      set(() => ({ kind: 'one-by-one', people, at: 0, results: none, busy: false }));
    },
    /** The document of the person at `at`; null skips the person. */
    next: (document: IdentityDocument | null): void => {
      if (state.kind !== 'one-by-one' || state.busy || !isShown()) return;
      const person = state.people[state.at];
      if (person !== undefined) void take(person, document);
    },
    handOver: (people: readonly Person[]): void =>
      void run(people, none, ({ serialText }) => handOverOne(client, serialText)),
    undoAll: (): void => {
      if (state.kind !== 'results' || state.busy || !isShown()) return;
      const { results } = state;
      const done = state.people.filter(({ id }) => isUndoable(results.get(id)));
      void run(done, results, async ({ id }) => {
        const outcome = results.get(id);
        if (outcome !== undefined) await undoOne(client, outcome);
        return { kind: 'undone' };
      });
    },
    end: (): void => set(() => ({ kind: 'none' })),
  };

  async function take(person: Person, document: IdentityDocument | null): Promise<void> {
    set((now) => (now.kind === 'one-by-one' ? { ...now, busy: true } : now));
    if (document !== null) {
      await forEachPerson([person], ({ id }) => checkInOne(client, id, document), tell);
    }
    set((now) => {
      if (now.kind !== 'one-by-one') return now;
      const { people, results, at } = now;
      if (at + 1 < people.length) return { ...now, at: at + 1, busy: false };
      const told = people.filter(({ id }) => results.has(id));
      return { kind: 'results', people: told, results, busy: false };
    });
  }
}

export function isUndoable(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'checked-in' || outcome?.kind === 'handed-over';
}
