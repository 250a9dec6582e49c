import { z } from 'zod';
import { type Delegate, delegateSchema } from '../delegate.ts';
import type { KioskMode } from './protocol.ts';

/** A delegate in the hub's stream: the newest state of each, or the word that the delegate is deleted. */
export const streamedDelegateSchema = z.object({
  seq: z.int().positive(),
  id: z.uuid(),
  /** Null for a deleted one. */
  delegate: delegateSchema.nullable(),
});
export type StreamedDelegate = z.infer<typeof streamedDelegateSchema>;

/**
 * What a kiosk of this mode receives of a delegate (least data): a desk everything; a door who and which
 * rights; a self-service kiosk what badge and greeting need. Neither of the two learns who is flagged: to
 * a self-service kiosk a flagged delegate looks like one whose registration is pending, so that it says
 * "please see the desk" as it does to those; doors admit by rights alone.
 */
export function leastData(delegate: Delegate, mode: KioskMode): Delegate {
  if (mode === 'desk') return delegate;
  const isDoor = mode === 'door';
  const seesDesk = mode === 'kiosk' && delegate.flagged && delegate.status === 'confirmed';
  return {
    id: delegate.id,
    registrationCode: isDoor ? delegate.id : delegate.registrationCode,
    ticketCode: delegate.ticketCode,
    title: isDoor ? '' : delegate.title,
    printedName: delegate.printedName,
    givenName: isDoor ? '' : delegate.givenName,
    familyName: isDoor ? '' : delegate.familyName,
    nativeName: isDoor ? '' : delegate.nativeName,
    jobTitle: isDoor ? '' : delegate.jobTitle,
    delegation: delegate.delegation,
    administration: delegate.administration,
    role: isDoor ? 'member' : delegate.role,
    letterOrder: 0,
    category: delegate.category,
    grammaticalGender: isDoor ? null : delegate.grammaticalGender,
    status: seesDesk ? 'pending' : delegate.status,
    days: delegate.days,
    language: isDoor ? null : delegate.language,
    vip: isDoor ? false : delegate.vip,
    flagged: false,
    listed: true,
  };
}
