import type { ComponentProps, FormEvent, ReactNode } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { flushSync } from 'react-dom';

const wanting = [
  '[aria-invalid="true"]',
  '[role="radiogroup"][data-invalid] input',
  '.chosen-file[data-state="wrong"] button:not([disabled])',
].join();

interface FormProps extends Omit<ComponentProps<typeof AriaForm>, 'onSubmit'> {
  /**
   * Sends the form, or marks errors in the component's state. The browser never leaves the page.
   */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * The only form of all pages, including the kiosk's and the organiser's
 * (test/ui/form.test.ts finds others). Submitting moves to the first field then marked as
 * wrong: otherwise a form would seem dead if its message is out of view. The app checks the fields
 * in the screen's language; the browser's own validation is off.
 */
export function Form({ onSubmit, ...rest }: FormProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    showErrors(form, () => onSubmit(event));
  };
  return <AriaForm {...rest} validationBehavior="aria" onSubmit={submit} />;
}

/**
 * Shows errors and moves to the first one. Field, label and message scroll into view, and the field
 * takes the focus, so that a screen reader reads the message. For steps without a form.
 */
export function showErrors(within: HTMLElement, show: () => void): void {
  // The error marks must be in the document before the search for the first one.
  flushSync(show);
  const marked = [...within.querySelectorAll<HTMLElement>(wanting)];
  const first = marked.find((one) => one.checkVisibility());
  if (first === undefined) return;
  const field = first.matches('input, textarea, button') ? first : first.querySelector('input');
  field?.focus({ preventScroll: true });
  const whole = first.closest('.field, [role="radiogroup"], .chosen-file') ?? first;
  whole.scrollIntoView({ block: 'center' });
}
