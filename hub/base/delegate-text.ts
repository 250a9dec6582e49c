import { type Delegate, delegateSchema } from '../../domain/roster/delegate.ts';

/** JSON of a delegate with its fields always in this order, so equal delegates give equal texts. */
export function delegateText(delegate: Delegate): string {
  return JSON.stringify({
    id: delegate.id,
    registrationCode: delegate.registrationCode,
    ticketHashes: delegate.ticketHashes,
    title: delegate.title,
    printedName: delegate.printedName,
    givenName: delegate.givenName,
    familyName: delegate.familyName,
    nativeName: delegate.nativeName,
    jobTitle: delegate.jobTitle,
    delegation: delegate.delegation,
    administration: delegate.administration,
    role: delegate.role,
    letterOrder: delegate.letterOrder,
    category: delegate.category,
    grammaticalGender: delegate.grammaticalGender,
    status: delegate.status,
    days: delegate.days,
    language: delegate.language,
    vip: delegate.vip,
    flagged: delegate.flagged,
    listed: delegate.listed,
  });
}

/** Reads what {@link delegateText} wrote, without validation. */
export function delegateOfText(text: string): Delegate {
  // Only the function above writes this column; a schema would cost more than the page's query.
  return JSON.parse(text) as Delegate;
}

/** {@link delegateOfText} with schema, for `checkAll`. Throws ZodError or SyntaxError. */
export function checkedDelegate(text: string): Delegate {
  return delegateSchema.parse(JSON.parse(text));
}
