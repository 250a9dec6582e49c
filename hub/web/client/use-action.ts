import { useCallback, useRef, useState } from 'react';
import { failureOf, type RequestFailure } from './failure.ts';

/** Something that the person does, with its progress and its failure. */
export interface Action<A extends unknown[]> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  failure: RequestFailure | null;
  forget: () => void;
}

/** Wraps an asynchronous verb: one at a time, its failure kept for showing. `run` resolves to whether it succeeded. */
export function useAction<A extends unknown[]>(verb: (...args: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const latest = useRef(verb);
  latest.current = verb;
  const isUnderWay = useRef(false);
  const run = useCallback(async (...args: A): Promise<boolean> => {
    // A second press of Enter while the first is on its way.
    if (isUnderWay.current) return false;
    isUnderWay.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await latest.current(...args);
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return { run, busy, failure, forget };
}
