import { flushSync } from 'react-dom';

const wanting = '[aria-invalid="true"], [role="radiogroup"][data-invalid] input';

/**
 * Lets a form show what is wrong with it, and moves the focus to the first field concerned: whoever sends
 * with Enter then stands where something is to be done, and hears why.
 */
export function showErrors(form: HTMLElement, show: () => void): void {
  // The marks must stand on the fields before they are looked for.
  flushSync(show);
  const [first] = form.querySelectorAll<HTMLElement>(wanting);
  const field = first?.matches('input, textarea, button') ? first : first?.querySelector('input');
  field?.focus();
}
