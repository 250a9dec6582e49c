import { z } from 'zod';
import type { DelegateField } from './delegate-field.ts';
import { type DelegateFieldName, delegateFields, ofEachField } from './delegate-fields.ts';

type Schemas = { [F in DelegateFieldName]: (typeof delegateFields)[F]['schema'] };

/** A registered person in the local roster, with the fields of `delegateFields`. */
export const delegateSchema = z.strictObject(ofEachField(({ schema }) => schema) as Schemas);
export type Delegate = z.infer<typeof delegateSchema>;

/** The schema of a field that another version may have written. */
function carried({ schema, missing, unknown }: DelegateField): z.ZodType {
  const read = unknown === undefined ? schema : schema.catch(unknown);
  return missing === undefined ? read : read.default(missing);
}

/**
 * A delegate in a fact's payload or in the hub's stream, which a station of another version may
 * have written. Unknown fields are dropped, and missing ones get their defaults. A value that this
 * version does not know becomes the one that grants least. Without the person's identity nothing
 * can be read.
 */
export const carriedDelegateSchema = z.object(
  ofEachField(carried) as { [F in DelegateFieldName]: z.ZodType<Delegate[F]> },
) satisfies z.ZodType<Delegate>;

/** The fields that every person in a roster must have. */
type Identity = 'id' | 'registrationCode' | 'ticketHashes' | 'printedName' | 'category';

/** The values of a person of whom nothing else is known. */
export const missingValues = Object.fromEntries(
  Object.entries(delegateFields).flatMap(([name, { missing }]) =>
    missing === undefined ? [] : [[name, missing]],
  ),
) as Omit<Delegate, Identity>;
