import { useEffect } from 'react';
import { isTaken } from '../../kit/hotkeys.tsx';

/** The id of the desk's search field, for the keys that focus it from anywhere. */
export const searchFieldId = 'desk-search';

function searchField(): HTMLInputElement | null {
  const field = document.getElementById(searchFieldId);
  return field instanceof HTMLInputElement ? field : null;
}

/** Puts the focus into the search field and selects its text. */
export function focusSearch(): void {
  searchField()?.focus();
  searchField()?.select();
}

/** Takes the focus out of the search field. */
export function leaveSearch(): void {
  const field = searchField();
  if (field === document.activeElement) field?.blur();
}

/** True where the field has the focus at most for the letters of a scan. */
export function isSearchEmpty(): boolean {
  return searchField()?.value === '';
}

let typesIntoSearch = false;

// Registered before the hand scanner listens: it sees the field focused, and takes out of it again
// what was part of a scan.
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

/** While active, a letter typed anywhere on the page begins a search. */
export function useTypingSearches(isActive: boolean): void {
  useEffect(() => {
    typesIntoSearch = isActive;
    return () => {
      typesIntoSearch = false;
    };
  }, [isActive]);
}
