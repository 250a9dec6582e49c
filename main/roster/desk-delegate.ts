import type { Delegate } from '../../domain/roster/delegate.ts';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import type { Caller } from '../base/context.ts';

/** What a desk's screen may know of a delegate: without the ticket's code and the flag. */
export function deskDelegate(delegate: Delegate): DeskDelegate {
  return {
    id: delegate.id,
    registrationCode: delegate.registrationCode,
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
    listed: delegate.listed,
  };
}

/** The discreet notice beside a delegate: only supervisors see flags. */
export function noticeFor(delegate: Delegate | null, caller: Caller): 'none' | 'vip' | 'flagged' {
  if (delegate === null) return 'none';
  if (delegate.flagged && caller.operator?.role === 'supervisor') return 'flagged';
  return delegate.vip ? 'vip' : 'none';
}
