import { useState } from 'react';
import { type PeopleColumn, peopleColumns } from '../../domain/people/people-list.ts';

const kept = 'people-columns';
const first: readonly PeopleColumn[] = ['place', 'category', 'state', 'badge'];

/** The chosen columns, kept in this page's own storage. */
export function useShownColumns(): [
  shown: readonly PeopleColumn[],
  setShown: (shown: readonly PeopleColumn[]) => void,
] {
  const [shown, setNow] = useState(read);
  const setShown = (next: readonly PeopleColumn[]): void => {
    setNow(next);
    localStorage.setItem(kept, JSON.stringify(next));
  };
  return [shown, setShown];
}

function read(): readonly PeopleColumn[] {
  const text = localStorage.getItem(kept);
  if (text === null) return first;
  try {
    const ids = new Set(JSON.parse(text));
    return peopleColumns.filter((id) => ids.has(id));
  } catch {
    return first; // written by something else
  }
}
