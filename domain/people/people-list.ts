import { z } from 'zod';
import { maxPeopleChosen } from '../base/bounds.ts';
import { askedBookings } from '../bookings/people-booked.ts';
import { bookedSessionSchema, personBookingSchema } from '../check-in/person-bookings.ts';
import { localDaySchema } from '../event/event-file.ts';
import type { AttendanceType } from '../ledger/attendance.ts';
import { type Delegate, delegateSchema } from '../roster/delegate.ts';
import type { RegistrationStatus } from '../roster/delegate-fields.ts';
import { personChangeSchema } from '../roster/roster-changes.ts';

/** Max rows of one page of the list. */
export const maxPeoplePage = 200;
/** Max people whom one request changes; a page splits more, and shows how far it is. */
export const maxPeopleChanged = 500;

/** Where a person stands: a confirmed registration is `present` once the person has come. */
export const personStates = ['registered', 'present', 'pending', 'cancelled', 'revoked'] as const;
export const personStateSchema = z.enum(personStates);
export type PersonState = z.infer<typeof personStateSchema>;

/** A state of the list, from the registration and whether the person came. */
export function personStateOf(status: RegistrationStatus, isPresent: boolean): PersonState {
  if (status !== 'confirmed') return status;
  return isPresent ? 'present' : 'registered';
}

const codes = z.array(z.string().max(200)).max(500);

/** Which people the list shows. Empty lists and null do not restrict it; the parts add up. */
export const peopleFilterSchema = z.strictObject({
  /** As in the search of the desk: words of names, organisation, delegation or code. */
  text: z.string().trim().max(100).default(''),
  /** Codes; the empty code stands for people without a delegation. */
  delegations: codes.default([]),
  /** Organisations as written (`administration`). */
  organisations: codes.default([]),
  categories: codes.default([]),
  states: z.array(personStateSchema).max(personStates.length).default([]),
  /** The registration covers this day, and presence is that of this day; null: of any day. */
  day: localDaySchema.nullable().default(null),
  email: z.boolean().nullable().default(null),
  /** A ticket was sent by this station. Always null at the hub, which sends none itself. */
  ticketSent: z.boolean().nullable().default(null),
  /** A valid badge was printed. */
  badgePrinted: z.boolean().nullable().default(null),
  /** Has a booking of this session; with `booking` alone, of any. */
  session: bookedSessionSchema.nullable().default(null),
  booking: z.enum(askedBookings).nullable().default(null),
});
export type PeopleFilter = z.output<typeof peopleFilterSchema>;

export const peopleOrders = ['name', 'organisation', 'category', 'state'] as const;
/** Equal people are in the order of names, whatever the direction. */
export const peopleSortSchema = z.strictObject({
  by: z.enum(peopleOrders).default('name'),
  descending: z.boolean().default(false),
});
export type PeopleSort = z.output<typeof peopleSortSchema>;

/** Columns that can be hidden, in their order. The name is always there. */
export const peopleColumns = [
  'place',
  'category',
  'state',
  'days',
  'badge',
  'ticket',
  'email',
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

/** A file of chosen people: what the list shows of them, in its order. */
export const peopleFileRequestSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(maxPeopleChosen),
  columns: z.array(z.enum(peopleColumns)).max(peopleColumns.length),
  sort: peopleSortSchema,
  /** Presence of this day; null: of any. */
  day: localDaySchema.nullable(),
});
export type PeopleFileRequest = z.output<typeof peopleFileRequestSchema>;

const person = delegateSchema.shape;

/** A line of the list. */
export const personRowSchema = z.strictObject({
  id: person.id,
  title: person.title,
  printedName: person.printedName,
  givenName: person.givenName,
  familyName: person.familyName,
  nativeName: person.nativeName,
  jobTitle: person.jobTitle,
  delegation: person.delegation,
  administration: person.administration,
  email: person.email,
  category: person.category,
  status: person.status,
  vip: person.vip,
  days: person.days,
  state: personStateSchema,
  badgePrinted: z.boolean(),
  /** Null where nobody can know: at the hub. */
  ticketSent: z.boolean().nullable(),
});
export type PersonRow = z.infer<typeof personRowSchema>;

/** The line of a person. */
export function personRowOf(
  delegate: Delegate,
  now: Pick<PersonRow, 'badgePrinted' | 'ticketSent'> & { isPresent: boolean },
): PersonRow {
  return {
    id: delegate.id,
    title: delegate.title,
    printedName: delegate.printedName,
    givenName: delegate.givenName,
    familyName: delegate.familyName,
    nativeName: delegate.nativeName,
    jobTitle: delegate.jobTitle,
    delegation: delegate.delegation,
    administration: delegate.administration,
    email: delegate.email,
    category: delegate.category,
    status: delegate.status,
    vip: delegate.vip,
    days: delegate.days,
    state: personStateOf(delegate.status, now.isPresent),
    badgePrinted: now.badgePrinted,
    ticketSent: now.ticketSent,
  };
}

export const peoplePageRequestSchema = z.strictObject({
  filter: peopleFilterSchema,
  sort: peopleSortSchema,
  /** Place of the first row, from 0. */
  from: z.int().min(0).default(0),
  count: z.int().min(1).max(maxPeoplePage).default(100),
});
export type PeoplePageRequest = z.output<typeof peoplePageRequestSchema>;

export const peoplePageSchema = z.strictObject({
  from: z.int(),
  rows: z.array(personRowSchema),
  /** People whom the filter matches. */
  total: z.int(),
  /** People in the roster: none means that the list is empty, not the filter too narrow. */
  everybody: z.int(),
});
export type PeoplePage = z.infer<typeof peoplePageSchema>;

export const peopleIdsRequestSchema = peoplePageRequestSchema.pick({ filter: true, sort: true });
/** The ids of all whom the filter matches, in the order of the list. */
export const peopleIdsSchema = z.strictObject({ ids: z.array(z.uuid()) });

/** What happened to a registration; each is a fact of the ledger. */
export const personHistoryKinds = [
  'walk-in-registered',
  'spelling-corrected',
  'person-changed',
  'registration-changed',
  'delegate-replaced',
] as const satisfies readonly AttendanceType[];
export type PersonHistoryKind = (typeof personHistoryKinds)[number];

/** A value as the fact has it, as text; a list of days is joined by commas, null is empty. */
const valueText = z.string();

export const personHistorySchema = z.array(
  z.strictObject({
    id: z.uuid(),
    kind: z.enum(personHistoryKinds),
    /** UTC milliseconds. */
    wall: z.int(),
    /** Operator or account; null for a kiosk, an unknown one, and after a purge. */
    by: z.string().nullable(),
    /** Where it was done; null for the hub. */
    stationName: z.string().nullable(),
    fields: z.array(
      z.strictObject({
        /** A field's name; one of the event's own fields as `extra.<id>`. */
        field: z.string(),
        /** What an earlier fact said; null where the list's own value is not known any more. */
        before: valueText.nullable(),
        after: valueText,
        /** False where another fact decides the value by now. */
        holds: z.boolean(),
      }),
    ),
  }),
);
export type PersonHistory = z.infer<typeof personHistorySchema>;

/** What pages may know of a person: without the ticket's codes and the discreet notice. */
export const shownPersonSchema = delegateSchema.omit({
  flagged: true,
  ticketHashes: true,
  outsideTickets: true,
  letterOrder: true,
});
export type ShownPerson = z.infer<typeof shownPersonSchema>;

/** {@link shownPersonSchema} of a delegate. */
export function shownPerson(delegate: Delegate): ShownPerson {
  const { flagged, ticketHashes, outsideTickets, letterOrder, ...shown } = delegate;
  return shown;
}

export const personViewSchema = z.strictObject({
  person: shownPersonSchema,
  state: personStateSchema,
  badgePrinted: z.boolean(),
  ticketSent: z.boolean().nullable(),
  bookings: z.array(personBookingSchema),
  /** Newest first. */
  history: personHistorySchema,
});
export type PersonView = z.infer<typeof personViewSchema>;

/**
 * A change of some people. To cancel is the status `cancelled` (badges become invalid), to restore
 * is `confirmed` (they stay invalid; a new one is printed).
 */
export const peopleChangeSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(maxPeopleChanged),
  change: personChangeSchema,
});
export type PeopleChange = z.infer<typeof peopleChangeSchema>;

/** Changes of one request, made together or not at all. The undo of another has this form too. */
export const peopleChangesSchema = z.strictObject({
  changes: z
    .array(peopleChangeSchema)
    .min(1)
    .max(maxPeopleChanged)
    .refine((all) => all.reduce((sum, { ids }) => sum + ids.length, 0) <= maxPeopleChanged),
});
export type PeopleChanges = z.infer<typeof peopleChangesSchema>;

export const peopleChangedSchema = z.strictObject({
  /** People who are different now; others had these values already. */
  changed: z.int(),
  /** The changes that give everybody the earlier values back; empty if nobody changed. */
  undo: z.array(peopleChangeSchema),
});
export type PeopleChanged = z.infer<typeof peopleChangedSchema>;
