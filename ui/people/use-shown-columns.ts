import { useState } from 'react';
import { type OptionalColumn, optionalColumns } from './use-columns.tsx';

const kept = 'people-columns';
const first: readonly OptionalColumn[] = ['place', 'category', 'state', 'badge'];

/** The chosen columns, kept in this page's own storage. */
export function useShownColumns(): [
  shown: readonly OptionalColumn[],
  setShown: (shown: readonly OptionalColumn[]) => void,
] {
  const [shown, setNow] = useState(read);
  const setShown = (next: readonly OptionalColumn[]): void => {
    setNow(next);
    localStorage.setItem(kept, JSON.stringify(next));
  };
  return [shown, setShown];
}

function read(): readonly OptionalColumn[] {
  const text = localStorage.getItem(kept);
  if (text === null) return first;
  try {
    const ids = new Set(JSON.parse(text));
    return optionalColumns.filter((id) => ids.has(id));
  } catch {
    return first; // written by something else
  }
}
