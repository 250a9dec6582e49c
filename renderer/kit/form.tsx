import type { ComponentProps, FormEvent, ReactNode } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { flushSync } from 'react-dom';

const wanting = [
  '[aria-invalid="true"]',
  '[role="radiogroup"][data-invalid] input',
  '.chosen-file[data-state="wrong"] button:not([disabled])',
].join();

interface FormProps extends Omit<ComponentProps<typeof AriaForm>, 'onSubmit'> {
  /** The page is not left. Marks what is wrong in its state, or sends. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * Every form of every page, the kiosk's and the organiser's too (test/renderer/kit/form.test.ts
 * finds others). Submitting goes to the first field that is then marked as wrong: a form must not
 * seem dead because its message is beyond the window's edge. Fields are judged by us alone, in the
 * screen's language, never by the browser.
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
 * Shows errors, and moves to the first of them: into view with its label and message, and the focus
 * into the field, which makes a screen reader read the message. For steps that are no form.
 */
export function showErrors(within: HTMLElement, show: () => void): void {
  // The error marks must be in the document before the search for the first.
  flushSync(show);
  const marked = [...within.querySelectorAll<HTMLElement>(wanting)];
  const first = marked.find((one) => one.checkVisibility());
  if (first === undefined) return;
  const field = first.matches('input, textarea, button') ? first : first.querySelector('input');
  field?.focus({ preventScroll: true });
  const whole = first.closest('.field, [role="radiogroup"], .chosen-file') ?? first;
  whole.scrollIntoView({ block: 'center' });
}
