import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { type FileProblem, problemsOf } from '../../../domain/station/settings-file.ts';
import { jsonMistake } from './json-mistake.ts';

/** A chosen file as its schema reads it, or everything that is wrong with it. */
export type CheckedFile<T> = { ok: true; value: T } | { ok: false; problems: FileProblem[] };

/** No event or settings file is larger; a larger file was chosen by mistake. */
const maxBytes = 20 * 1024 * 1024;

/** Reads a JSON file (UTF-8, byte order mark allowed); lists all its mistakes. Never throws. */
export function checkJsonFile<S extends z.ZodType>(
  path: string,
  schema: S,
): CheckedFile<z.output<S>> {
  let json: unknown;
  try {
    if (statSync(path).size > maxBytes) return whole('larger than 20 MB');
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return whole(jsonMistake(error));
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error) };
}

/** Reads an event's secret: 64 hex digits in a text file. Never throws, never quotes the file. */
export function checkSecretFile(path: string): CheckedFile<Uint8Array> {
  let text: string;
  try {
    if (statSync(path).size > 10_000) return whole('64 hexadecimal digits expected');
    text = readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim();
  } catch (error) {
    return whole(error instanceof Error ? error.message : String(error));
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) return whole('64 hexadecimal digits expected');
  return { ok: true, value: Buffer.from(text, 'hex') };
}

function whole(message: string): { ok: false; problems: FileProblem[] } {
  return { ok: false, problems: [{ field: '', message }] };
}
