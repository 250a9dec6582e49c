import { z } from 'zod';
import { screenLanguageSchema } from '../base/language.ts';
import { localDaySchema } from '../event/event-file.ts';
import { delegateSchema } from '../roster/delegate.ts';

const person = delegateSchema.shape;

/** Max rows of one search. A page that shows more is a list, and lists are exports. */
export const maxFound = 50;

/** Sent in a body: the query is personal data, and URLs are logged on the way. */
export const rosterSearchRequestSchema = z.object({
  query: z.string().trim().min(1).max(100),
  /** The order of delegations follows this language. */
  language: screenLanguageSchema,
  limit: z.int().min(1).max(maxFound).default(20),
});

export const rosterSearchSchema = z.object({
  /** There are more results than `rows`. */
  more: z.boolean(),
  rows: z.array(
    z.object({
      id: person.id,
      registrationCode: person.registrationCode,
      title: person.title,
      printedName: person.printedName,
      nativeName: person.nativeName,
      jobTitle: person.jobTitle,
      delegation: person.delegation,
      administration: person.administration,
      role: person.role,
      category: person.category,
      status: person.status,
      vip: person.vip,
      presentToday: z.boolean(),
      presentAnyDay: z.boolean(),
    }),
  ),
});
export type RosterSearch = z.infer<typeof rosterSearchSchema>;

/**
 * One person, without the data that only desks may see (the ticket's code, the discreet notice).
 */
export const delegateViewSchema = z.object({
  delegate: z.object({
    id: person.id,
    registrationCode: person.registrationCode,
    title: person.title,
    printedName: person.printedName,
    givenName: person.givenName,
    familyName: person.familyName,
    nativeName: person.nativeName,
    jobTitle: person.jobTitle,
    delegation: person.delegation,
    administration: person.administration,
    role: person.role,
    category: person.category,
    status: person.status,
    days: person.days,
    language: person.language,
    vip: person.vip,
    listed: person.listed,
  }),
  /** Of the whole event, oldest first. */
  admissions: z.array(
    z.object({
      id: z.uuid(),
      day: localDaySchema,
      checkpoint: z.string(),
      /** When the person came. */
      wall: z.int(),
      stationName: z.string(),
      operatorName: z.string().nullable(),
      badgeSerial: z.string().nullable(),
      state: z.enum(['standing', 'duplicate', 'undone']),
    }),
  ),
  badges: z.array(z.object({ serial: z.string(), state: z.string(), valid: z.boolean() })),
});
export type DelegateView = z.infer<typeof delegateViewSchema>;
