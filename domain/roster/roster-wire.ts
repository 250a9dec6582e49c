import { z } from 'zod';
import { requestNumberSchema, type StationMode } from '../base/protocol.ts';
import {
  bookingCountsSchema,
  listedBookingSchema,
  noBookings,
} from '../bookings/listed-booking.ts';
import {
  type ExtraField,
  type ExtraValues,
  givenExtraSchema,
  tidyExtra,
} from '../event/extra-fields.ts';
import { carriedDelegateSchema, type Delegate, delegateSchema } from './delegate.ts';
import { delegateFieldNames, delegateFields } from './delegate-fields.ts';
import type { RosterEntry, RosterValues } from './roster-entry.ts';
import { rosterFields } from './roster-import.ts';

/** A delegate in the hub's stream: the latest state, or that the delegate was deleted. */
export const streamedDelegateSchema = z.object({
  seq: z.int().positive(),
  id: z.uuid(),
  /** Null for a deleted delegate. */
  delegate: carriedDelegateSchema.nullable(),
});
export type StreamedDelegate = z.infer<typeof streamedDelegateSchema>;

/**
 * The fields that a mode may receive by the list of fields. A field missing from the list is never
 * sent.
 */
function receivedBy(
  mode: 'door' | 'kiosk',
  delegate: Delegate,
  extraFields: readonly ExtraField[],
): Delegate {
  const values: Partial<Record<keyof Delegate, unknown>> = {};
  for (const name of delegateFieldNames) {
    const received = delegateFields[name][mode];
    if (received === 'declared') values[name] = receivedExtra(mode, delegate.extra, extraFields);
    else values[name] = received === 'value' ? delegate[name] : received.instead;
  }
  return values as Delegate;
}

function receivedExtra(
  mode: 'door' | 'kiosk',
  values: ExtraValues,
  fields: readonly ExtraField[],
): ExtraValues {
  const received = fields.filter(({ receivedBy }) => receivedBy.includes(mode));
  return tidyExtra(Object.fromEntries(received.map(({ id }) => [id, values[id] ?? ''])));
}

/** What `leastData` needs to know of the event. */
export interface Receiving {
  /** `registrationHash` of the event. Doors hold it in place of each of the organiser's codes. */
  hashed: (registrationCode: string) => string;
  /** Each declares which modes receive it. */
  extraFields: readonly ExtraField[];
}

/**
 * The fields of a delegate that a station of this mode receives, as few as possible. A desk gets
 * everything, a door identity and rights, a self-service kiosk what badge and greeting need. Doors
 * and kiosks do not learn who is flagged or a VIP. For a self-service kiosk a flagged delegate
 * looks like one whose registration is pending, so that it shows both the same "please see the
 * desk". Doors admit by rights alone.
 */
export function minimalDataFor(
  delegate: Delegate,
  mode: StationMode,
  { hashed, extraFields }: Receiving,
): Delegate {
  switch (mode) {
    case 'desk':
      return delegate;
    case 'door': {
      const registrationCode = hashed(delegate.registrationCode);
      const otherCodes = delegate.otherCodes.map(hashed);
      return { ...receivedBy(mode, delegate, extraFields), registrationCode, otherCodes };
    }
    case 'kiosk': {
      const seesDesk = delegate.flagged && delegate.status === 'confirmed';
      const status = seesDesk ? 'pending' : delegate.status;
      return { ...receivedBy(mode, delegate, extraFields), status };
    }
  }
}

/** Max people of a roster file in one request. */
export const maxRosterEntries = 1_000;

type ValueSchemas = { [F in keyof RosterValues]: z.ZodExactOptional<z.ZodType<RosterValues[F]>> };

const { id, registrationCode, ticketHashes } = delegateSchema.shape;
const valueSchemas = Object.fromEntries(
  rosterFields
    .filter((name) => name !== 'registrationCode')
    .map((name) => [name, delegateFields[name].schema.exactOptional()]),
) as unknown as ValueSchemas;

/** {@link RosterEntry} on the wire. A missing value is one that the file lacks. */
export const rosterEntrySchema = z.object({
  id,
  registrationCode,
  ticketHashes,
  values: z.object({ ...valueSchemas, extra: givenExtraSchema.exactOptional() }),
}) satisfies z.ZodType<RosterEntry>;

/** Max rows that say something about a session, in one request: a fact of the hub's for each. */
export const maxListedBookings = 200;

/**
 * People of a roster file that a desk read, for the hub's roster, and then, part by part
 * (`listedParts`), what it says about sessions. Signed and numbered like a push.
 */
export const rosterImportRequestSchema = z.object({
  epoch: z.uuid(),
  request: requestNumberSchema,
  operator: z.uuid(),
  entries: z.array(rosterEntrySchema).max(maxRosterEntries),
  bookings: z.array(listedBookingSchema).max(maxListedBookings).default([]),
});
export type RosterImportRequest = z.infer<typeof rosterImportRequestSchema>;

export const rosterImportAnswerSchema = z.object({
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  bookings: bookingCountsSchema.default(noBookings),
});
