// clock: shows when an answer came.

import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, type RequestFailure } from './failure.ts';
import type { Answer } from './use-answer.ts';

/**
 * Loads data without hints (accounts, sessions, the audit) once, and again on `renew`; a failure
 * keeps the last successful answer.
 */
export function useLoad<T>(load: () => Promise<T>): Answer<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<RequestFailure | null>(null);
  const [heard, setHeard] = useState<number | null>(null);
  const latest = useRef(load);
  latest.current = load;
  const isOpen = useRef(true);
  const renew = useCallback(async () => {
    try {
      const next = await latest.current();
      if (!isOpen.current) return;
      setValue(next);
      setFailure(null);
      setHeard(Date.now());
    } catch (error) {
      if (isOpen.current) setFailure(failureOf(error));
    }
  }, []);
  useEffect(() => {
    isOpen.current = true;
    void renew();
    return () => {
      isOpen.current = false;
    };
  }, [renew]);
  return { value, failure, heard, renew };
}
