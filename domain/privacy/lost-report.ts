import { z } from 'zod';
import { type StationMode, stationModeSchema } from '../base/protocol.ts';
import type { ExtraField } from '../event/extra-fields.ts';
import { delegateFieldNames, delegateFields } from '../roster/delegate-fields.ts';

/** A person whose data a lost station held. */
export const heldPersonSchema = z.strictObject({
  id: z.uuid(),
  registrationCode: z.string(),
  printedName: z.string(),
  delegation: z.string(),
  /**
   * `held`: as in the roster now. `perhaps`: changed since the station last read the roster, so it
   * held an earlier state or nothing.
   */
  certainty: z.enum(['held', 'perhaps']),
});
export type HeldPerson = z.infer<typeof heldPersonSchema>;

/** What a lost station held, to notify people or an authority (GDPR, articles 33 and 34). */
export const lostReportSchema = z.strictObject({
  formatVersion: z.literal(1),
  event: z.uuid(),
  station: z.strictObject({ id: z.uuid(), name: z.string(), mode: stationModeSchema }),
  /**
   * UTC milliseconds: report and revocation, last contact, and last read of the roster (null:
   * never).
   */
  reported: z.int(),
  lastSeen: z.int().nullable(),
  lastRead: z.int().nullable(),
  /** The fields of each person that a station of this mode receives. */
  fields: z.array(z.string()),
  persons: z.array(heldPersonSchema),
  /**
   * Number of facts with personal data (walk-ins, notes …) up to its last contact. Only desks get
   * them.
   */
  payloads: z.int().nonnegative(),
  /** What else is on its disk, as codes of `lostHoldings`. */
  alsoHeld: z.array(z.string()),
});
export type LostReport = z.infer<typeof lostReportSchema>;

/** What else is on a disk and cannot be counted, because log and files never leave it. */
export function lostHoldings(mode: StationMode): string[] {
  const all = ['facts-of-attendance', 'operators', 'stop-list', 'print-jobs'];
  if (mode === 'kiosk') return all;
  if (mode === 'door') return [...all, 'photos'];
  return [...all, 'event-secret', 'photos', 'activity-log', 'exported-files'];
}

/**
 * The delegate fields whose values a station of this mode receives. The event's own are `extra.id`.
 */
export function fieldsHeldBy(mode: StationMode, extraFields: readonly ExtraField[]): string[] {
  const usual = delegateFieldNames.filter(
    (name) => name !== 'extra' && (mode === 'desk' || delegateFields[name][mode] === 'value'),
  );
  const own = extraFields.filter((field) => mode === 'desk' || field.receivedBy.includes(mode));
  return [...usual, ...own.map(({ id }) => `extra.${id}`)];
}
