import { useCallback, useState } from 'react';

/** Texts typed into forms that a scan closed, by form; only in memory, until sent or cancelled. */
const kept = new Map<string, unknown>();

/**
 * State that survives its dialog: a scan may close it at any moment, and nothing typed is lost.
 * `forget` ends that, once it was sent or the operator cancelled.
 */
export function useKeptDraft<T>(
  form: string,
  initial: T,
): [draft: T, setDraft: (next: T) => void, forget: () => void] {
  const [draft, setNow] = useState<T>(() => (kept.has(form) ? (kept.get(form) as T) : initial));
  const setDraft = useCallback(
    (next: T) => {
      kept.set(form, next);
      setNow(next);
    },
    [form],
  );
  const forget = useCallback(() => {
    kept.delete(form);
  }, [form]);
  return [draft, setDraft, forget];
}
