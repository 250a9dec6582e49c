import { useEffect } from 'react';
import { isTaken } from '../../../ui/hotkeys.tsx';

/** For the keys that focus the search field from any place. */
export const searchFieldId = 'desk-search';

function searchField(): HTMLInputElement | null {
  const field = document.getElementById(searchFieldId);
  return field instanceof HTMLInputElement ? field : null;
}

/** Focuses the search field and selects its text. */
export function focusSearch(): void {
  searchField()?.focus();
  searchField()?.select();
}

export function leaveSearch(): void {
  const field = searchField();
  if (field === document.activeElement) field?.blur();
}

/** True if the field exists and is empty, at most focused for the letters of a scan. */
export function isSearchEmpty(): boolean {
  return searchField()?.value === '';
}

let typesIntoSearch = false;

// Registered before the hand scanner's listener: it then sees the field focused, and removes from
// it the letters that belong to a scan.
window.addEventListener(
  'keydown',
  (event) => {
    if (!typesIntoSearch || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (!/^[\p{L}\p{N}]$/u.test(event.key) || isTaken(event)) return;
    const { activeElement } = document;
    const isTextField =
      activeElement instanceof HTMLInputElement ||
      activeElement instanceof HTMLTextAreaElement ||
      activeElement instanceof HTMLSelectElement;
    if (!isTextField) searchField()?.focus();
  },
  { capture: true },
);

/** While active, a letter typed anywhere on the page starts a search. */
export function useTypingSearches(isActive: boolean): void {
  useEffect(() => {
    typesIntoSearch = isActive;
    return () => {
      typesIntoSearch = false;
    };
  }, [isActive]);
}
