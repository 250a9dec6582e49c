import { z } from 'zod';
import type { DelegateField } from './delegate-field.ts';
import { type DelegateFieldName, delegateFields, ofEachField } from './delegate-fields.ts';

type Schemas = { [F in DelegateFieldName]: (typeof delegateFields)[F]['schema'] };

/** A registered person in the local roster: the fields of `delegateFields`. */
export const delegateSchema = z.strictObject(ofEachField(({ schema }) => schema) as Schemas);
export type Delegate = z.infer<typeof delegateSchema>;

/** A field of a delegate that another version may have written. */
function carried({ schema, missing, unknown }: DelegateField): z.ZodType {
  const read = unknown === undefined ? schema : schema.catch(unknown);
  return missing === undefined ? read : read.default(missing);
}

/**
 * A delegate in a fact's payload or in the hub's stream, which a station of another version may
 * have written. Unknown fields are left out, and fields that it did not know yet have their
 * default. A value that this version does not know becomes the one that promises least. Without the
 * person's identity, nothing can be read.
 */
export const carriedDelegateSchema = z.object(
  ofEachField(carried) as { [F in DelegateFieldName]: z.ZodType<Delegate[F]> },
) satisfies z.ZodType<Delegate>;

/** The fields without which nobody is in a roster. */
type Identity =
  | 'id'
  | 'registrationCode'
  | 'ticketHashes'
  | 'printedName'
  | 'delegation'
  | 'category';

/** What a person has of whom nothing else is known. */
export const missingValues = Object.fromEntries(
  Object.entries(delegateFields).flatMap(([name, { missing }]) =>
    missing === undefined ? [] : [[name, missing]],
  ),
) as Omit<Delegate, Identity>;
