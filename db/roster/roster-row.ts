import { z } from 'zod';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type DelegateFieldName,
  delegateFieldNames,
  delegateFields,
} from '../../domain/roster/delegate-fields.ts';

type Kept<T> = T extends boolean ? number : T extends object ? string : T;

/** A delegate as a row of SQLite: truth values are 0 or 1, lists and records are JSON. */
export type DelegateRow = { [F in keyof Delegate]: Kept<Delegate[F]> };

/** The column of a field: `printedName` is `printed_name`. */
export function columnOf(name: DelegateFieldName): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The columns of `DelegateRow`, for SELECT. */
export const delegateColumns = delegateFieldNames
  .map((name) => `delegate.${columnOf(name)} AS ${name}`)
  .join(', ');

const fields = delegateFieldNames.map((name) => ({ name, kept: delegateFields[name].kept }));
const listSchema = z.array(z.string());
const recordSchema = z.record(z.string(), z.string());

/** Turns a row into a delegate. Throws ZodError if a list or record is not one. */
export function delegateOf(row: DelegateRow): Delegate {
  const values: Partial<Record<keyof Delegate, unknown>> = {};
  for (const { name, kept } of fields) {
    const value = row[name];
    if (kept === 'plain') values[name] = value;
    else if (kept === 'flag') values[name] = value === 1;
    else if (value === null) values[name] = null;
    else {
      const schema = name === 'extra' ? recordSchema : listSchema;
      values[name] = schema.parse(JSON.parse(String(value)));
    }
  }
  return values as Delegate;
}

/** The fields in the order of the columns, as a row keeps them. */
export function keptValues(
  delegate: Delegate,
  names: readonly (keyof Delegate)[],
): (string | number | null)[] {
  return names.map((name) => {
    const value = delegate[name];
    if (typeof value === 'boolean') return value ? 1 : 0;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}
