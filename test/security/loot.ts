import type { ReadableDatabase } from '../../db/types.ts';

/** Every text and every bytes of every row of a store. */
export function valuesOf(db: ReadableDatabase): (string | Uint8Array)[] {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  return tables.flatMap((table) =>
    db
      .prepare(`SELECT * FROM "${String(table)}"`)
      .raw()
      .all()
      .flatMap((row) => (row as unknown[]).filter(isTextOrBytes)),
  );
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
