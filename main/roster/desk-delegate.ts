import type { Delegate } from '../../domain/roster/delegate.ts';
import type { DeskDelegate } from '../../preload/contract/check-in.ts';
import type { Caller } from '../base/context.ts';

/** What a desk's screen may know of a delegate: without the ticket's code and the flag. */
export function deskDelegate(delegate: Delegate): DeskDelegate {
  const { flagged, ticketHashes, ...shown } = delegate;
  return shown;
}

/** The discreet notice beside a delegate: only supervisors see flags. */
export function noticeFor(delegate: Delegate | null, caller: Caller): 'none' | 'vip' | 'flagged' {
  if (delegate === null) return 'none';
  if (delegate.flagged && caller.operator?.role === 'supervisor') return 'flagged';
  return delegate.vip ? 'vip' : 'none';
}
