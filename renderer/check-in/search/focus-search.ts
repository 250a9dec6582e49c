/** The id of the desk's search field, for the key that focuses it from anywhere. */
export const searchFieldId = 'desk-search';

/** Puts the focus into the search field and selects its text. */
export function focusSearch(): void {
  const field = document.getElementById(searchFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
