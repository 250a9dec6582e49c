import { z } from 'zod';
import { type Delegate, delegateSchema } from './delegate.ts';

const { id, registrationCode, ticketHashes, printedName, delegation, category } =
  delegateSchema.shape;
const field = delegateSchema.shape;

/**
 * A delegate in a fact's payload or in the hub's stream, which a station of another version may
 * have written. Unknown fields are left out, and fields that it did not know yet have their
 * default. A value that this version does not know becomes the one that promises least. Without the
 * person's identity, nothing can be read.
 */
export const carriedDelegateSchema = z.object({
  ...{ id, registrationCode, ticketHashes, printedName, delegation, category },
  title: field.title.default(''),
  givenName: field.givenName.default(''),
  familyName: field.familyName.default(''),
  nativeName: field.nativeName.default(''),
  jobTitle: field.jobTitle.default(''),
  administration: field.administration.default(''),
  role: field.role.default('member').catch('member'),
  letterOrder: field.letterOrder.default(0),
  grammaticalGender: field.grammaticalGender.default(null).catch(null),
  // For an unknown state the desk is asked, as for a person who waits for the secretariat.
  status: z.preprocess((value) => value ?? 'confirmed', field.status.catch('pending')),
  days: field.days.default(null),
  language: field.language.default(null).catch(null),
  vip: field.vip.default(false),
  flagged: field.flagged.default(false),
  listed: field.listed.default(true),
}) satisfies z.ZodType<Delegate>;
