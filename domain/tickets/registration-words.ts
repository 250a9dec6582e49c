import { z } from 'zod';
import { jsonOf } from '../base/json.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { compareFacts, type FactOrder } from '../ledger/attendance-fold.ts';
import { type Caused, lastWords } from '../ledger/cause.ts';
import { type Delegate, delegateSchema } from '../roster/delegate.ts';
import { maxTicketRenewals } from '../roster/delegate-fields.ts';
import { correctionPayloadSchema } from '../roster/roster-changes.ts';

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
  });
export type RegistrationChange = z.infer<typeof registrationChangeSchema>;
export type RegistrationField = keyof RegistrationChange;

export const registrationPayloadSchema = z.strictObject({ change: registrationChangeSchema });

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
  const { id, after, effective, station, incarnation, kseq } = fact;
  const word = { id, after, effective, station, incarnation, kseq };
  const said = personal === null ? undefined : jsonOf(personal);
  switch (fact.type) {
    case 'spelling-corrected': {
      const values = correctionPayloadSchema.safeParse(said).data?.correction ?? {};
      return { ...word, by: 'desk', values: storable(values) };
    }
    case 'delegate-replaced':
      return { ...word, by: 'desk', values: said === undefined ? {} : { status: 'cancelled' } };
    case 'registration-changed': {
      const values = registrationPayloadSchema.safeParse(said).data?.change ?? {};
      return { ...word, by: 'administrator', values: storable(values) };
    }
    default:
      return null;
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
  for (const field of fields) {
    const spoken = sorted.filter((word) => word.values[field] !== undefined);
    if (spoken.some(({ by }) => by === 'desk')) byDesks.add(field);
    const holding = lastWords(spoken, words).at(-1);
    if (holding === undefined) continue;
    values = { ...values, [field]: holding.values[field] };
    holders.set(field, holding.id);
  }
  return { values, byDesks, holders };
}

const fields = Object.keys(registrationChangeSchema.shape) as RegistrationField[];

/** The delegate with the values of these fields, without `deleted` and `ticketRenewal`. */
export function withRegistration(
  delegate: Delegate,
  { values }: Pick<Registration, 'values'>,
  of: ReadonlySet<RegistrationField>,
): Delegate {
  let changed = delegate;
  for (const field of of) {
    if (field === 'deleted' || field === 'ticketRenewal') continue;
    if (values[field] === undefined) continue;
    changed = { ...changed, [field]: values[field] };
  }
  return changed;
}

/** Not every store can hold a NUL or a lone surrogate. A change with one is treated as empty. */
function storable(values: RegistrationChange): RegistrationChange {
  return /\0|\p{Surrogate}/u.test(Object.values(values).join('')) ? {} : values;
}
