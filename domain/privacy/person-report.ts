import { z } from 'zod';
import { stationModeSchema } from '../base/protocol.ts';
import { type Delegate, delegateSchema } from '../roster/delegate.ts';
import { queryWords, searchWords } from '../roster/search.ts';

/** A fact about a person. Staff appear by operator id, because their names are their own data. */
export const personFactSchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  checkpoint: z.string().nullable(),
  localDay: z.string().nullable(),
  badgeSerial: z.string().nullable(),
  /** UTC milliseconds of the station's clock. */
  wall: z.int().nullable(),
  station: z.string(),
  operatorId: z.string().nullable(),
  /** The other values of the fact, and its personal payload, as JSON values. */
  values: z.unknown(),
  personal: z.unknown(),
});
export type PersonFact = z.infer<typeof personFactSchema>;

/** A line of a log about who looked at this person's data or acted on this person's behalf. */
export const personLogSchema = z.strictObject({
  kind: z.string(),
  operatorId: z.string().nullable(),
  detail: z.string(),
  wall: z.int(),
});

/**
 * Everything a hub or station holds about a person, for that person (GDPR, article 15). Times: UTC
 * ms.
 */
export const personReportSchema = z.strictObject({
  formatVersion: z.literal(1),
  event: z.strictObject({ id: z.string(), name: z.string() }),
  made: z.int(),
  /** Name of the hub or station that made the report. */
  source: z.string(),
  delegateId: z.string(),
  /** The registration; null where the roster no longer has it. */
  delegate: delegateSchema.nullable(),
  corrections: z.array(z.strictObject({ field: z.string(), value: z.string() })),
  /** Values that the last import replaced, kept to undo it. */
  replaced: z.array(z.strictObject({ field: z.string(), value: z.string() })),
  facts: z.array(personFactSchema),
  badges: z.array(
    z.strictObject({ serial: z.string(), state: z.string(), wall: z.int().nullable() }),
  ),
  printJobs: z.array(z.strictObject({ id: z.string(), state: z.string(), wall: z.int() })),
  /** E-mails with the person's ticket, sent from this station. */
  ticketMails: z.array(
    z.strictObject({
      address: z.string(),
      state: z.string(),
      answer: z.string(),
      wall: z.int(),
    }),
  ),
  log: z.array(personLogSchema),
  /** Raw quarantined items that name the person. */
  quarantine: z.array(z.string()),
  onStopList: z.boolean(),
  /** File name of the portrait beside this report; null if there is none here. */
  photo: z.string().nullable(),
  /** Who else received data of this person: stations, with the fields that their mode receives. */
  recipients: z.array(
    z.strictObject({ name: z.string(), mode: stationModeSchema, fields: z.array(z.string()) }),
  ),
});
export type PersonReport = z.infer<typeof personReportSchema>;

/** A hub's answer about a person: the report, and the portrait that it names. */
export const personAnswerSchema = z.strictObject({
  report: personReportSchema,
  /** JPEG in base64; null where the hub has none. */
  picture: z.base64().nullable(),
});
export type PersonAnswer = z.infer<typeof personAnswerSchema>;

/** Whether a typed search would have found this person: each term is a prefix of one of theirs. */
export function mayMean(
  query: string,
  person: Pick<
    Delegate,
    'familyName' | 'givenName' | 'printedName' | 'nativeName' | 'registrationCode'
  >,
): boolean {
  const { familyName, givenName, printedName, nativeName, registrationCode } = person;
  const own = searchWords([familyName, givenName, printedName, nativeName, registrationCode]);
  const asked = queryWords(query);
  return (
    asked.length > 0 &&
    asked.every((forms) => forms.some((form) => own.some((word) => word.startsWith(form))))
  );
}
