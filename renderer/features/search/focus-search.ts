/** The id of the desk's search field, for the key that goes there from anywhere. */
export const searchFieldId = 'desk-search';

/** Puts the focus into the search field and selects what stands in it. */
export function focusSearch(): void {
  const field = document.getElementById(searchFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
