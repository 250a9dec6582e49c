import { z } from 'zod';
import { hashSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';

export const registrationStatuses = ['confirmed', 'pending', 'cancelled', 'revoked'] as const;
export const registrationStatusSchema = z.enum(registrationStatuses);
export type RegistrationStatus = z.infer<typeof registrationStatusSchema>;

/** Position inside a delegation: heads first, then alternates, then the order of the letter. */
export const delegationRoleSchema = z.enum(['head', 'alternate', 'member']);
export type DelegationRole = z.infer<typeof delegationRoleSchema>;

/** How often one delegate's ticket can be replaced: stations hold the hashes of all its codes. */
export const maxTicketRenewals = 20;
/** Hashes of one delegate's ticket codes: each renewal under five secrets (`maxKnownSecrets`). */
export const maxTicketHashes = 5 * (maxTicketRenewals + 1);

/** A registered person in the local roster. Least data: only what the desk or the badge shows. */
export const delegateSchema = z.strictObject({
  /** `makeDelegateId`: two desks that import the same file agree. */
  id: z.uuid(),
  registrationCode: z.string().min(1).max(64),
  /** `ticketHash` of each code of the delegate's ticket, newest first: the first one admits. */
  ticketHashes: z.array(hashSchema).min(1).max(maxTicketHashes),
  /** Form of address, for example "Ms" or "H.E. Mr"; may be empty. */
  title: z.string().max(40),
  /** The approved printed name exactly as the secretariat wrote it; never recomputed. */
  printedName: z.string().min(1).max(200),
  givenName: z.string().max(120),
  familyName: z.string().max(120),
  /** The name in its own script, or empty. */
  nativeName: z.string().max(200),
  /** What the person does at home ("Director General"); may be empty. */
  jobTitle: z.string().max(200),
  /** Code in the event's table of delegations. */
  delegation: z.string().min(1).max(16),
  /** The Customs administration or organisation; may be empty. */
  administration: z.string().max(200),
  role: delegationRoleSchema,
  /** Position in the delegation's letter; 0 when unknown. */
  letterOrder: z.int().nonnegative(),
  category: z.string().min(1).max(40),
  /** Chooses the form of bilingual category names ("déléguée"); null when unknown. */
  grammaticalGender: z.enum(['feminine', 'masculine']).nullable(),
  status: registrationStatusSchema,
  /** Days on which the person may be admitted; null means every day of the event. */
  days: z.array(localDaySchema).nullable(),
  /** Preferred language (BCP 47) or null. */
  language: z.string().max(16).nullable(),
  vip: z.boolean(),
  /** A discreet notice for the supervisor; the public sees an ordinary "please see the desk". */
  flagged: z.boolean(),
  /** False for people who asked not to appear in the list of participants. */
  listed: z.boolean(),
});
export type Delegate = z.infer<typeof delegateSchema>;
