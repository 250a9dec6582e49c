import { useCallback, useState } from 'react';
import { type CallFailure, failureOf } from './ask.ts';

/** Something that the person at the desk does, with its progress and its failure. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  failure: CallFailure | null;
  forget: () => void;
}

/** Wraps an asynchronous verb: one at a time, its failure kept for showing. `run` resolves to whether it succeeded. */
export function useAction<A extends unknown[]>(verb: (...args: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      setBusy(true);
      setFailure(null);
      try {
        await verb(...args);
        return true;
      } catch (error) {
        setFailure(failureOf(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [verb],
  );
  const forget = useCallback(() => setFailure(null), []);
  return { run, busy, failure, forget };
}
