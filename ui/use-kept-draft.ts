import { useState } from 'react';

/** Drafts by form, kept in memory only until they are sent or cancelled. */
const kept = new Map<string, unknown>();

/**
 * State that survives its dialog, because a scan may close the dialog at any moment. Call `forget`
 * once the draft was sent or the operator cancelled.
 *
 * @param form identifies the form, and the thing it is about
 */
export function useKeptDraft<T>(
  form: string,
  initial: T,
): [draft: T, setDraft: (next: T | ((last: T) => T)) => void, forget: () => void] {
  const [draft, setNow] = useState<T>(() => (kept.has(form) ? (kept.get(form) as T) : initial));
  const setDraft = (given: T | ((last: T) => T)): void => {
    // Two keys may come before the page is drawn again: the second must not undo the first.
    const last = kept.has(form) ? (kept.get(form) as T) : draft;
    const next = given instanceof Function ? given(last) : given;
    kept.set(form, next);
    setNow(next);
  };
  const forget = (): void => {
    kept.delete(form);
  };
  return [draft, setDraft, forget];
}
