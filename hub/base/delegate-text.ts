import { type Delegate, delegateSchema } from '../../domain/roster/delegate.ts';
import { delegateFieldNames } from '../../domain/roster/delegate-fields.ts';

/** JSON of a delegate with its fields always in this order, so equal delegates give equal texts. */
export function delegateText(delegate: Delegate): string {
  const ordered: Partial<Record<keyof Delegate, unknown>> = {};
  for (const name of delegateFieldNames) ordered[name] = delegate[name];
  return JSON.stringify(ordered);
}

/** Reads the output of {@link delegateText}, without validation. */
export function delegateOfText(text: string): Delegate {
  // Only the function above writes this column; a schema would cost more than the page's query.
  return JSON.parse(text) as Delegate;
}

/** {@link delegateOfText} with schema, for `checkAll`. Throws ZodError or SyntaxError. */
export function checkedDelegate(text: string): Delegate {
  return delegateSchema.parse(JSON.parse(text));
}
