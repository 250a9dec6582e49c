import type { z } from 'zod';
import { type Page, type PullRequest, pageEndSchema } from '../../domain/sync/sync.ts';
import { SyncFailure } from '../../domain/sync/sync-failure.ts';

/**
 * Reads a page of a pull (NDJSON, UTF-8): rows, then the line that marks it as complete.
 *
 * @throws SyncFailure `bad-answer` for a page that was cut off, does not continue the request's
 *   cursor, or has an invalid row: then none of it counts
 */
export function readPage<Row extends { seq: number }>(
  bytes: Uint8Array,
  rowSchema: z.ZodType<Row>,
  request: PullRequest,
): Page<Row> {
  const lines = textOf(bytes).split('\n');
  if (lines.pop() !== '') throw bad('the last line is cut off');
  const end = parse(lines.pop() ?? '', pageEndSchema);
  const rows = lines.map((line) => parse(line, rowSchema));
  if (rows.length !== end.rows || rows.length > request.limit) throw bad('rows are missing');
  let last = request.after;
  for (const { seq } of rows) {
    if (seq <= last) throw bad('rows are out of order');
    last = seq;
  }
  if (end.next < last || end.last < end.next) throw bad('the cursor does not fit the rows');
  return { rows, end };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SyncFailure('bad-answer', error);
  }
}

function parse<Schema extends z.ZodType>(line: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new SyncFailure('bad-answer', error);
  }
}

function bad(what: string): SyncFailure {
  return new SyncFailure('bad-answer', new Error(what));
}
