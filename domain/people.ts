import { z } from 'zod';
import { groupBy } from './base/group-by.ts';
import { jsonOf } from './base/json.ts';
import type { ScreenLanguage } from './base/language.ts';
import { textOrder } from './base/text-order.ts';
import { isInTable, isTheirDay } from './delegations.ts';
import { type EventFile, localDaySchema } from './event/event-file.ts';
import { typedExtra, wrongExtra } from './event/extra-values.ts';
import type { AttendanceType } from './ledger/attendance.ts';
import { compareFacts, type FactOrder } from './ledger/attendance-fold.ts';
import { inOrderOfCause } from './ledger/cause.ts';
import { type Delegate, delegateSchema } from './roster/delegate.ts';
import type { RegistrationStatus } from './roster/delegate-fields.ts';
import { type PersonChange, personChangeSchema } from './roster/roster-changes.ts';
import {
  fieldsOf,
  foldRegistration,
  type RegistrationChange,
  type RegistrationField,
  registrationWord,
  valueIn,
} from './tickets/registration-words.ts';

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
});
export type PeopleFilter = z.output<typeof peopleFilterSchema>;

export const peopleOrders = ['name', 'organisation', 'category', 'state'] as const;
/** Equal people are in the order of names, whatever the direction. */
export const peopleSortSchema = z.strictObject({
  by: z.enum(peopleOrders).default('name'),
  descending: z.boolean().default(false),
});
export type PeopleSort = z.output<typeof peopleSortSchema>;

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

/** What a filter asks of a person. */
export interface FilteredPerson
  extends Pick<Delegate, 'delegation' | 'administration' | 'category' | 'status' | 'days'> {
  hasEmail: boolean;
}

/** Whether the registration itself matches; text, presence, badge and ticket are not in it. */
export function matchesRegistration(filter: PeopleFilter, one: Readonly<FilteredPerson>): boolean {
  return (
    isOneOf(filter.delegations, one.delegation) &&
    isOneOf(filter.organisations, one.administration) &&
    isOneOf(filter.categories, one.category) &&
    isTheirDay(one, filter.day) &&
    (filter.email === null || filter.email === one.hasEmail)
  );
}

/** Whether an empty filter's part, or one of its values, is met. */
export function isOneOf<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** What the order of the list asks of a person and the event. */
export interface PeopleOrder<P> {
  /** The text of the column of organisations (`groupOfPerson`). */
  groupOf: (person: P) => string;
  stateOf: (person: P) => PersonState;
  /** Ids in the order of the event's file. */
  categories: readonly string[];
  language: ScreenLanguage;
}

/**
 * The people in the order of the list: by one column, and by name within equal values. People
 * without an organisation come last in either direction.
 *
 * @param named the people in the order of names (`nameOrder`)
 */
export function inPeopleOrder<P extends Pick<Delegate, 'category'>>(
  named: readonly P[],
  { by, descending }: PeopleSort,
  { groupOf, stateOf, categories, language }: PeopleOrder<P>,
): readonly P[] {
  switch (by) {
    case 'name':
      return descending ? named.toReversed() : named;
    case 'organisation': {
      const byText = textOrder(language);
      const compare = descending ? (a: string, b: string) => byText(b, a) : byText;
      return byBuckets(
        named,
        groupOf,
        (a, b) => Number(a === '') - Number(b === '') || compare(a, b),
      );
    }
    case 'category': {
      const places = new Map(categories.map((id, place) => [id, place]));
      const placeOf = (id: string): number => places.get(id) ?? categories.length;
      const sign = descending ? -1 : 1;
      const category = (one: P): string => one.category;
      return byBuckets(named, category, (a, b) => sign * (placeOf(a) - placeOf(b)));
    }
    case 'state': {
      const sign = descending ? -1 : 1;
      const placeOf = (state: PersonState): number => personStates.indexOf(state);
      return byBuckets(named, stateOf, (a, b) => sign * (placeOf(a) - placeOf(b)));
    }
  }
}

/** Sorts the few different values, not the many people, who keep their order within each. */
function byBuckets<P, V>(
  people: readonly P[],
  keyOf: (person: P) => V,
  compare: (a: V, b: V) => number,
): P[] {
  const buckets = groupBy(people, keyOf);
  return [...buckets].sort(([a], [b]) => compare(a, b)).flatMap(([, some]) => some);
}

/** The first field of a change with a value that the event does not have; null if there is none. */
export function wrongField(
  event: Pick<EventFile, 'delegations' | 'categories' | 'days' | 'extraFields'>,
  { delegation, category, days, extra = {} }: PersonChange,
): string | null {
  if (delegation !== undefined && !isInTable(event, delegation)) return 'delegation';
  const isCategory = category === undefined || event.categories.some(({ id }) => id === category);
  if (!isCategory) return 'category';
  if (days?.some((day) => !event.days.includes(day))) return 'days';
  const wrong = wrongExtra(event.extraFields, typedExtra(event.extraFields, extra));
  return wrong === null ? null : `extra.${wrong}`;
}

/**
 * Only the parts of a change that differ from the person, in the form in which they are kept; null
 * if nothing differs.
 */
export function realChange(
  { extraFields }: Pick<EventFile, 'extraFields'>,
  delegate: Readonly<Delegate>,
  { extra = {}, ...change }: PersonChange,
): PersonChange | null {
  const typed = typedExtra(extraFields, extra);
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(delegate));
  const plain = Object.entries(change).filter(
    ([field, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(known.get(field)),
  );
  const own = Object.keys(extra)
    .map((id) => [id, typed[id] ?? ''] as const)
    .filter(([id, value]) => value !== (delegate.extra[id] ?? ''));
  if (plain.length === 0 && own.length === 0) return null;
  const said = own.length === 0 ? {} : { extra: Object.fromEntries(own) };
  return personChangeSchema.parse({ ...Object.fromEntries(plain), ...said });
}

/** The change that gives a person the values back that a change replaces. */
export function undoOf(delegate: Readonly<Delegate>, change: PersonChange): PersonChange {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(delegate));
  const { extra, ...plain } = change;
  const before = Object.keys(plain).map((field) => [field, known.get(field)] as const);
  const own = Object.keys(extra ?? {}).map((id) => [id, delegate.extra[id] ?? ''] as const);
  const said = extra === undefined ? {} : { extra: Object.fromEntries(own) };
  return personChangeSchema.parse({ ...Object.fromEntries(before), ...said });
}

/** A fact about a registration with the names of who wrote it and where. */
export interface RegistrationFact extends FactOrder {
  type: PersonHistoryKind;
  after: string;
  wall: number;
  /** The personal payload as JSON text; null before it arrived and after a purge. */
  personal: string | null;
  operatorName: string | null;
  stationName: string | null;
}

/**
 * The history of a person from the facts about the registration, newest first. A fact of the hub
 * names its account in the personal payload.
 */
export function historyOf(facts: readonly RegistrationFact[]): PersonHistory {
  const words = facts.map((fact) => registrationWord(fact, fact.personal));
  const { holders } = foldRegistration(words.filter((word) => word !== null));
  const said = new Map<string, string>();
  const entries = inOrderOfCause(facts, compareFacts).map((fact) => {
    const values = registrationWord(fact, fact.personal)?.values ?? {};
    const fields = fieldsOf(values).map((field) => {
      const after = textIn(values, field);
      const before = said.get(field) ?? null;
      said.set(field, after);
      return { field, before, after, holds: holders.get(field) === fact.id };
    });
    const { id, type: kind, wall, personal } = fact;
    const by = fact.operatorName ?? accountOf(personal);
    return { id, kind, wall, by, stationName: fact.stationName, fields };
  });
  return entries.reverse();
}

const namedSchema = z.object({ by: z.string() });

/** The account that a fact of the hub names. */
function accountOf(personal: string | null): string | null {
  return namedSchema.safeParse(jsonOf(personal ?? '')).data?.by ?? null;
}

function textIn(values: RegistrationChange, field: RegistrationField): string {
  const value: unknown = valueIn(values, field);
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}
