import type { ReadableDatabase } from '../../db/types.ts';

export function rowsByTable(db: Pick<ReadableDatabase, 'prepare'>): Record<string, object[]> {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [name, db.prepare<[], object>(`SELECT * FROM "${name}"`).all()]),
  );
}

export function valuesOf(db: ReadableDatabase): (string | Uint8Array)[] {
  const rows = Object.values(rowsByTable(db)).flat();
  return rows.flatMap((row) => Object.values(row).filter(isTextOrBytes));
}

function isTextOrBytes(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}

/** Whatever there has the length of a key, as it is or as hexadecimal digits or base64. */
export function keysIn(values: readonly (string | Uint8Array)[]): Uint8Array[] {
  const written = values.flatMap((value) =>
    typeof value === 'string'
      ? [
          ...[...value.matchAll(/[0-9a-f]{64}/gi)].map(([hex]) => Buffer.from(hex, 'hex')),
          ...[...value.matchAll(/[\w+/-]{43}=?/g)].map(([text]) => Buffer.from(text, 'base64')),
        ]
      : [value],
  );
  return [new Uint8Array(32), ...written.filter(({ length }) => length === 32)];
}
