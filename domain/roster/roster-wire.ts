import { z } from 'zod';
import type { KioskMode } from '../base/protocol.ts';
import { carriedDelegateSchema } from './carried-delegate.ts';
import { type Delegate, delegateSchema } from './delegate.ts';
import type { RosterEntry } from './roster-entry.ts';

/** A delegate in the hub's stream: the newest state of each, or that the delegate is deleted. */
export const streamedDelegateSchema = z.object({
  seq: z.int().positive(),
  id: z.uuid(),
  /** Null for a deleted one. */
  delegate: carriedDelegateSchema.nullable(),
});
export type StreamedDelegate = z.infer<typeof streamedDelegateSchema>;

/**
 * The fields of a delegate that a station of this mode receives (least data): a desk everything; a
 * door identity and rights; a self-service kiosk what badge and greeting need. Neither of the two
 * learns who is flagged or a VIP. To a self-service kiosk a flagged delegate looks like one whose
 * registration is pending, so that it shows both the same "please see the desk"; doors admit by
 * rights alone.
 *
 * @param hashed `registrationHash` of the event, which doors hold in place of the organiser's codes
 */
export function leastData(
  delegate: Delegate,
  mode: KioskMode,
  hashed: (registrationCode: string) => string,
): Delegate {
  if (mode === 'desk') return delegate;
  const isDoor = mode === 'door';
  const seesDesk = mode === 'kiosk' && delegate.flagged && delegate.status === 'confirmed';
  return {
    id: delegate.id,
    registrationCode: isDoor ? hashed(delegate.registrationCode) : delegate.registrationCode,
    ticketHashes: delegate.ticketHashes,
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
    vip: false,
    flagged: false,
    listed: true,
  };
}

/** People of a roster file that one request may carry. */
export const mostRosterEntries = 1_000;

const field = delegateSchema.shape;

/** {@link RosterEntry} on the wire: a missing value is one that the file does not have. */
export const rosterEntrySchema = z.object({
  id: field.id,
  registrationCode: field.registrationCode,
  ticketHashes: field.ticketHashes,
  values: z.object({
    title: field.title.exactOptional(),
    printedName: field.printedName.exactOptional(),
    givenName: field.givenName.exactOptional(),
    familyName: field.familyName.exactOptional(),
    nativeName: field.nativeName.exactOptional(),
    jobTitle: field.jobTitle.exactOptional(),
    delegation: field.delegation.exactOptional(),
    administration: field.administration.exactOptional(),
    role: field.role.exactOptional(),
    letterOrder: field.letterOrder.exactOptional(),
    category: field.category.exactOptional(),
    grammaticalGender: field.grammaticalGender.exactOptional(),
    status: field.status.exactOptional(),
    days: field.days.exactOptional(),
    language: field.language.exactOptional(),
    vip: field.vip.exactOptional(),
    flagged: field.flagged.exactOptional(),
    listed: field.listed.exactOptional(),
  }),
}) satisfies z.ZodType<RosterEntry>;

/** People of a roster file read by a desk, for the hub's roster. Signed and numbered as a push. */
export const rosterImportRequestSchema = z.object({
  epoch: z.uuid(),
  request: z.int().positive(),
  /** Operator at the desk who imports. */
  operator: z.uuid(),
  entries: z.array(rosterEntrySchema).min(1).max(mostRosterEntries),
});
export type RosterImportRequest = z.infer<typeof rosterImportRequestSchema>;

export const rosterImportAnswerSchema = z.object({
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
});
export type RosterImportAnswer = z.infer<typeof rosterImportAnswerSchema>;
