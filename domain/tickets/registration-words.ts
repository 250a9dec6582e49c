import { z } from 'zod';
import { type JsonValue, jsonOf } from '../base/json.ts';
import { givenExtraSchema, tidyExtra } from '../event/extra-fields.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { type Caused, lastWords, type wordsOn } from '../ledger/cause.ts';
import { type Delegate, delegateSchema } from '../roster/delegate.ts';
import { maxTicketRenewals } from '../roster/delegate-fields.ts';
import { correctionPayloadSchema, personPayloadSchema } from '../roster/roster-changes.ts';

/**
 * What an administrator may change: everything but the identity. `deleted` removes the person from
 * the roster.
 */
export const registrationChangeSchema = delegateSchema
  .omit({ id: true, registrationCode: true, ticketHashes: true })
  .partial()
  .extend({
    deleted: z.boolean().optional(),
    /** How often the delegate's ticket has been renewed so far (`withCodes`). */
    ticketRenewal: z.int().min(1).max(maxTicketRenewals).optional(),
    /** An empty value clears the event's field, a missing one leaves it: each counts by itself. */
    extra: givenExtraSchema.optional(),
  });
export type RegistrationChange = z.infer<typeof registrationChangeSchema>;
/** What a change may say: a field of a delegate, or one of the event's own fields. */
export type RegistrationField = Exclude<keyof RegistrationChange, 'extra'> | `extra.${string}`;

export const registrationPayloadSchema = z.strictObject({
  change: registrationChangeSchema,
  /** The account of the organiser's page; absent where the hub's own machine did it. */
  by: z.string().max(200).optional(),
});

/** What one fact changes in a person's registration. */
export interface RegistrationWord extends FactOrder, Caused {
  by: 'desk' | 'administrator';
  values: RegistrationChange;
}

/**
 * Reads a fact as a change to a person's registration; null for any other fact.
 *
 * @param personal its personal payload as JSON text; null if it has not arrived. The change is then
 * empty, but keeps its place among the others.
 */
export function registrationWord(
  fact: Pick<AttendanceEvent, 'type'> & FactOrder & Caused,
  personal: string | null,
): RegistrationWord | null {
  const { id, after, effective, station, incarnation, kseq, type } = fact;
  const word = { id, after, effective, station, incarnation, kseq };
  switch (type) {
    case 'spelling-corrected':
    case 'person-changed':
    case 'delegate-replaced':
      return { ...word, by: 'desk', values: registrationValues(type, personal) };
    case 'registration-changed':
      return { ...word, by: 'administrator', values: registrationValues(type, personal) };
    default:
      return null;
  }
}

/**
 * The values that a fact of this type says of a registration; none before its personal payload has
 * arrived, and where it cannot be read.
 */
export function registrationValues(
  type: (typeof wordsOn.registration)[number],
  personal: string | null,
): RegistrationChange {
  const said = personal === null ? undefined : jsonOf(personal);
  switch (type) {
    case 'spelling-corrected':
      return storable(correctionPayloadSchema.safeParse(said).data?.correction ?? {});
    case 'person-changed':
      return storable(personPayloadSchema.safeParse(said).data?.change ?? {});
    case 'delegate-replaced':
      return said === undefined ? {} : { status: 'cancelled' };
    case 'registration-changed':
      return storable(registrationPayloadSchema.safeParse(said).data?.change ?? {});
  }
}

/** The result of the changes to one person's registration. */
export interface Registration {
  /** By field, the value that applies. */
  values: RegistrationChange;
  /** The fields that a desk ever changed. An import of a list leaves them unchanged. */
  byDesks: ReadonlySet<RegistrationField>;
  /** By field, the id of the fact whose value applies. */
  holders: ReadonlyMap<RegistrationField, string>;
}

/**
 * Folds the changes to one person's registration. For each field the last change by cause applies.
 * Among changes whose authors did not know of each other, an administrator's wins over a desk's;
 * otherwise the latest applies. The result depends on the set only.
 */
export function foldRegistration(words: readonly RegistrationWord[]): Registration {
  const sorted = words.toSorted(
    (a, b) =>
      Number(a.by === 'administrator') - Number(b.by === 'administrator') || compareFacts(a, b),
  );
  const byDesks = new Set<RegistrationField>();
  const holders = new Map<RegistrationField, string>();
  let values: RegistrationChange = {};
  for (const field of new Set(sorted.flatMap((word) => fieldsOf(word.values)))) {
    const spoken = sorted.filter((word) => valueIn(word.values, field) !== undefined);
    if (spoken.some(({ by }) => by === 'desk')) byDesks.add(field);
    const holding = lastWords(spoken, words).at(-1);
    if (holding === undefined) continue;
    values = mergedChange(values, picked(holding.values, [field]));
    holders.set(field, holding.id);
  }
  return { values, byDesks, holders };
}

/** The fields of which a change says a value. */
export function fieldsOf({ extra = {}, ...plain }: RegistrationChange): RegistrationField[] {
  const said = Object.entries(plain).filter(([, value]) => value !== undefined);
  const own = Object.keys(extra).map((id) => `${ownField}${id}` as const);
  return [...said.map(([field]) => field as keyof typeof plain), ...own];
}

/** What a change says of a field; undefined if nothing. */
export function valueIn(change: RegistrationChange, field: RegistrationField): unknown {
  return isOwn(field) ? change.extra?.[field.slice(ownField.length)] : change[field];
}

/** The part of a change that is about these fields. */
export function picked(
  change: RegistrationChange,
  fields: readonly RegistrationField[],
): RegistrationChange {
  const { extra = {}, ...plain } = change;
  const wanted = new Set<string>(fields);
  const own = Object.entries(extra).filter(([id]) => wanted.has(`${ownField}${id}`));
  const said = Object.entries(plain).filter(
    ([field, value]) => value !== undefined && wanted.has(field),
  );
  const kept: RegistrationChange = Object.fromEntries(said);
  return own.length === 0 ? kept : { ...kept, extra: Object.fromEntries(own) };
}

/** A change as the value of a personal payload. */
export function jsonOfChange(change: RegistrationChange): JsonValue {
  return Object.fromEntries(
    Object.entries(change).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, value]],
    ),
  );
}

/** Both changes, one after the other. */
export function mergedChange(
  first: RegistrationChange,
  then: RegistrationChange,
): RegistrationChange {
  const both = { ...first, ...then };
  if (first.extra === undefined || then.extra === undefined) return both;
  return { ...both, extra: { ...first.extra, ...then.extra } };
}

const ownField = 'extra.';

function isOwn(field: RegistrationField): field is `extra.${string}` {
  return field.startsWith(ownField);
}

/** The delegate with a change, without its `deleted` and `ticketRenewal`. */
export function withChange(
  delegate: Delegate,
  { deleted, ticketRenewal, extra, ...plain }: RegistrationChange,
): Delegate {
  const said = Object.entries(plain).filter(([, value]) => value !== undefined);
  const changed: Delegate = { ...delegate, ...Object.fromEntries(said) };
  if (extra === undefined) return changed;
  return { ...changed, extra: tidyExtra({ ...delegate.extra, ...extra }) };
}

/** The delegate with the values of these fields, without `deleted` and `ticketRenewal`. */
export function withRegistration(
  delegate: Delegate,
  { values }: Pick<Registration, 'values'>,
  of: ReadonlySet<RegistrationField>,
): Delegate {
  return withChange(delegate, picked(values, [...of]));
}

/** Not every store can hold a NUL or a lone surrogate. A change with one is treated as empty. */
function storable(values: RegistrationChange): RegistrationChange {
  const texts = [...Object.values(values), ...Object.values(values.extra ?? {})];
  return /\0|\p{Surrogate}/u.test(texts.join('')) ? {} : values;
}
