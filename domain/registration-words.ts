import { z } from 'zod';
import type { AttendanceEvent } from './attendance.ts';
import { compareFacts, type FactOrder } from './attendance-fold.ts';
import { type Caused, lastWords } from './cause.ts';
import { type Delegate, delegateSchema, maxTicketRenewals } from './delegate.ts';
import { correctionPayloadSchema } from './roster-changes.ts';

/** What an administrator may change: everything but who somebody is; `deleted` takes off the roster. */
export const registrationChangeSchema = delegateSchema
  .omit({ id: true, registrationCode: true, ticketHashes: true })
  .partial()
  .extend({
    deleted: z.boolean().optional(),
    /** How often the delegate's ticket got a new code by now (`withCodes`). */
    ticketRenewal: z.int().min(1).max(maxTicketRenewals).optional(),
  });
export type RegistrationChange = z.infer<typeof registrationChangeSchema>;
export type RegistrationField = keyof RegistrationChange;

/** Personal payload of `registration-changed`. */
export const registrationPayloadSchema = z.strictObject({ change: registrationChangeSchema });

/** What one fact says of how a person is registered. */
export interface RegistrationWord extends FactOrder, Caused {
  by: 'desk' | 'administrator';
  values: RegistrationChange;
}

/**
 * Reads a fact as a word on somebody's registration; null for any other fact.
 *
 * @param personal its personal payload as JSON text; null where it has not come (the word then says
 *   nothing, and still stands between others)
 */
export function registrationWord(
  fact: Pick<AttendanceEvent, 'type'> & FactOrder & Caused,
  personal: string | null,
): RegistrationWord | null {
  const { id, after, effective, kiosk, incarnation, kseq } = fact;
  const word = { id, after, effective, kiosk, incarnation, kseq };
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

/** What the words on one person amount to. */
export interface Registration {
  /** By field the value that holds. */
  values: RegistrationChange;
  /** The fields that a desk ever spoke of: an import of a list does not change them. */
  byDesks: ReadonlySet<RegistrationField>;
}

/**
 * Folds the words on one person. By field the last word by cause holds; of words whose authors did not
 * know of each other the administrator's before a desk's, and else the later. A function of the set.
 */
export function foldRegistration(words: readonly RegistrationWord[]): Registration {
  const sorted = words.toSorted(
    (a, b) =>
      Number(a.by === 'administrator') - Number(b.by === 'administrator') || compareFacts(a, b),
  );
  const byDesks = new Set<RegistrationField>();
  let values: RegistrationChange = {};
  for (const field of fields) {
    const spoken = sorted.filter((word) => word.values[field] !== undefined);
    if (spoken.some(({ by }) => by === 'desk')) byDesks.add(field);
    const holding = lastWords(spoken, words).at(-1);
    if (holding !== undefined) values = { ...values, [field]: holding.values[field] };
  }
  return { values, byDesks };
}

const fields = Object.keys(registrationChangeSchema.shape) as RegistrationField[];

/** The delegate with the values of these fields; `deleted` and `ticketRenewal` are none of a delegate's. */
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

/** A NUL or half a character cannot be kept by every store: a word with one says nothing. */
function storable(values: RegistrationChange): RegistrationChange {
  return /\0|\p{Surrogate}/u.test(Object.values(values).join('')) ? {} : values;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
