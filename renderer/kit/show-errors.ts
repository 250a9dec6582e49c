import { flushSync } from 'react-dom';

const wanting = '[aria-invalid="true"], [role="radiogroup"][data-invalid] input';

/**
 * Shows a form's errors and moves the focus to the first field concerned. After sending with Enter,
 * the focus is then where input is needed, and a screen reader reads the reason.
 */
export function showErrors(form: HTMLElement, show: () => void): void {
  // The error marks must be in the document before the search for the first.
  flushSync(show);
  const [first] = form.querySelectorAll<HTMLElement>(wanting);
  const field = first?.matches('input, textarea, button') ? first : first?.querySelector('input');
  field?.focus();
}
