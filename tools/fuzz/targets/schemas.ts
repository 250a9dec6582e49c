import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { z } from 'zod';
import { issuesOf } from '../../../domain/base/issues.ts';
import { hold, holdPlain } from '../engine/guards.ts';
import { type Fuzzed, fuzzed, type Target } from '../engine/target.ts';
import { fromSchema, isPlainSchema, isSchema } from '../generators/from-schema.ts';
import { jsonSize, mutatedJson } from '../generators/json.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface NamedSchema {
  name: string;
  schema: z.ZodType;
}

interface SchemaCase {
  name: string;
  value: unknown;
}

/** Every schema that the files in a folder export, so that new ones are fuzzed automatically. */
export async function schemasIn(...folders: readonly string[]): Promise<NamedSchema[]> {
  const found = new Map<z.ZodType, string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      const module: unknown = await import(pathToFileURL(path).href);
      for (const [name, value] of Object.entries(module as object)) {
        if (isSchema(value) && !found.has(value))
          found.set(value, `${relative(root, path)}:${name}`);
      }
    }
  }
  return [...found].map(([schema, name]) => ({ name, schema }));
}

/**
 * Gives a value to a schema. An accepted value has nothing foreign in it and is accepted again
 * unchanged. A refused value is refused with a message, never with an exception.
 */
export function putTo(schema: z.ZodType, value: unknown): 'taken' | 'refused' {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    hold(issuesOf(parsed.error).length > 0, 'a refusal without words');
    return 'refused';
  }
  holdPlain(parsed.data);
  if (isPlainSchema(schema)) {
    const again = schema.safeParse(parsed.data);
    hold(again.success, 'what was taken is refused the second time');
    hold(isDeepStrictEqual(again.data, parsed.data), 'what is taken again is another value');
  }
  return 'taken';
}

/** Cases for schemas: values that fit, and the same with changes. */
export function fuzzSchemas(schemas: readonly NamedSchema[]): Fuzzed {
  const byName = new Map(schemas.map(({ name, schema }) => [name, schema]));
  return fuzzed<SchemaCase>({
    cases: fc.oneof(
      ...schemas.map(({ name, schema }) =>
        mutatedJson(fromSchema(schema)).map((value) => ({ name, value })),
      ),
    ),
    sizeOf: ({ value }) => jsonSize(value),
    run: ({ name, value }) => {
      const schema = byName.get(name);
      return schema === undefined ? 'refused' : `${putTo(schema, value)} ${name}`;
    },
  });
}

function target(name: string, share: number, ...folders: readonly string[]): Target {
  return {
    name,
    share,
    reaches: ['taken', 'refused'],
    open: async () => fuzzSchemas(await schemasIn(...folders)),
  };
}

export const schemaTargets: readonly Target[] = [
  target('wire/domain-schemas', 100, 'domain'),
  target('wire/other-schemas', 10, 'hub/connectors', 'hub/admin', 'preload/contract'),
];
