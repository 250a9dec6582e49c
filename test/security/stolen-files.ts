import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDatabase } from '../../db/base/types.ts';

/** Every file below these folders, by absolute path. */
export function filesBelow(...folders: string[]): string[] {
  return (
    folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
      // Sockets and links (Chromium's lock) hold no data.
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
  );
}

/**
 * A text as programs write it: UTF-8 and UTF-16 in both byte orders, unchanged and in either case.
 */
export function writtenForms(text: string): Buffer[] {
  const cases = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  return [...cases].flatMap((one) => {
    const little = Buffer.from(one, 'utf16le');
    return [Buffer.from(one, 'utf8'), little, Buffer.from(little).swap16()];
  });
}

/**
 * The files in which texts are readable: one line per file and text. Empty if a thief of these
 * folders learns none of them.
 */
export function whatAThiefReads(folders: readonly string[], texts: readonly string[]): string[] {
  const forms = texts.map((text) => ({ text, written: writtenForms(text) }));
  return filesBelow(...folders).flatMap((path) => {
    const bytes = readFileSync(path);
    return forms
      .filter(({ written }) => written.some((form) => bytes.includes(form)))
      .map(({ text }) => `${path}: ${text}`);
  });
}

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

/** Values with the length of a key, as they are, in hexadecimal or in base64. */
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
