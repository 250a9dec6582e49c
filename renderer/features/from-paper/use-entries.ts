import { useCallback, useState } from 'react';
import type { EnterFromPaperAnswer } from '../../../preload/contract/from-paper.ts';
import { ask, type CallFailure, failureOf } from '../../client/ask.ts';

/** Somebody who was typed in here since the page was opened. */
export interface Entry {
  admissionId: string;
  delegateId: string;
  printedName: string;
  delegation: string;
  at: number;
  number: string | null;
  undone: boolean;
}

/** What was typed in here, newest first, and the verbs. */
export interface Entries {
  entries: readonly Entry[];
  failure: CallFailure | null;
  /** Null where the call itself failed: see `failure`. */
  enter: (line: {
    person: { id: string; printedName: string; delegation: string };
    at: number;
    number: string;
    printBadge: boolean;
  }) => Promise<EnterFromPaperAnswer | null>;
  undo: (admissionId: string) => Promise<boolean>;
}

/** Keeps the entries of this session; they are facts already, this is the list to look back at. */
export function useEntries(): Entries {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const enter = useCallback<Entries['enter']>(async ({ person, at, number, printBadge }) => {
    setFailure(null);
    try {
      const answer = await ask('enterFromPaper', {
        key: crypto.randomUUID(),
        delegateId: person.id,
        at,
        number,
        printBadge,
      });
      if (answer.outcome === 'entered') {
        const entry: Entry = {
          admissionId: answer.admissionId,
          delegateId: person.id,
          printedName: person.printedName,
          delegation: person.delegation,
          at: answer.at,
          number: answer.number,
          undone: false,
        };
        setEntries((all) => [entry, ...all]);
      }
      return answer;
    } catch (error) {
      setFailure(failureOf(error));
      return null;
    }
  }, []);
  const undo = useCallback(async (admissionId: string): Promise<boolean> => {
    setFailure(null);
    try {
      await ask('undoCheckIn', { admissionId, reason: 'other' });
      setEntries((all) =>
        all.map((one) => (one.admissionId === admissionId ? { ...one, undone: true } : one)),
      );
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  }, []);
  return { entries, failure, enter, undo };
}
