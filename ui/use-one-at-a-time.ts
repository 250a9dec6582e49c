import { useCallback, useMemo, useRef, useState } from 'react';

export interface Action<A extends unknown[], F> {
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  failure: F | null;
  forget: () => void;
}

/**
 * Wraps an asynchronous action: one call at a time, its failure kept for showing. `run` resolves to
 * whether it succeeded, and to false while the previous call is in progress. `run` and `forget` keep
 * their identity, and so does the action until `busy` or `failure` changes: effects may list them.
 *
 * @param verb may be another function at each rendering; `run` calls the latest
 * @param failureOf turns a rejection into what is shown; must be the same function at each call
 */
export function useOneAtATime<A extends unknown[], F>(
  verb: (...args: A) => Promise<void>,
  failureOf: (error: unknown) => F,
): Action<A, F> {
  const [gate] = useState(createGate);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<F | null>(null);
  const latest = useRef(verb);
  latest.current = verb;
  const run = useCallback(
    async (...args: A): Promise<boolean> => {
      // A second Enter may come while the first call is in progress: the button is disabled only at
      // the next paint.
      const done = gate(async () => {
        setBusy(true);
        setFailure(null);
        try {
          await latest.current(...args);
          return true;
        } catch (error) {
          setFailure(() => failureOf(error));
          return false;
        } finally {
          setBusy(false);
        }
      });
      return (await done) ?? false;
    },
    [failureOf, gate],
  );
  const forget = useCallback(() => setFailure(null), []);
  return useMemo(() => ({ run, busy, failure, forget }), [run, busy, failure, forget]);
}

/** Lets one task through at a time; returns null while another is in progress. */
type Gate = <T>(work: () => Promise<T>) => Promise<T> | null;

export function createGate(): Gate {
  let isUnderWay = false;
  return (work) => {
    if (isUnderWay) return null;
    isUnderWay = true;
    return work().finally(() => {
      isUnderWay = false;
    });
  };
}
