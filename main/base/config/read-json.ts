import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { issuesOf } from '../../../domain/base/issues.ts';

/** A file's content, or what is wrong with it: `path: field: message`. */
export type ReadJson<T> = { ok: true; value: T } | { ok: false; problem: string };

/** Reads a JSON file (UTF-8, a byte order mark is allowed) by its schema. Never throws. */
export function readJsonFile<S extends z.ZodType>(path: string, schema: S): ReadJson<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, problem: `${path}: ${jsonMistake(error)}` };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { ok: false, problem: `${path}: ${issuesOf(parsed.error)}` };
  return { ok: true, value: parsed.data };
}

/**
 * What is wrong with a file that should be JSON. JavaScript's own message quotes part of the text,
 * which may be a PIN or a name: this gives only the position.
 *
 * @param error thrown by reading or by JSON.parse
 */
function jsonMistake(error: unknown): string {
  if (!(error instanceof Error)) return 'unreadable';
  if (!(error instanceof SyntaxError)) return error.message;
  const place = /\(line \d+ column \d+\)/.exec(error.message)?.[0];
  return place === undefined ? 'not valid JSON' : `not valid JSON ${place}`;
}
