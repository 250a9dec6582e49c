import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

const link = { incarnation: z.number(), kseq: z.number(), hash: z.string() };

/**
 * What a station process writes down beside its store, each line flushed to disk before it
 * continues. The stores are compared with it.
 */
const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('life') }),
  /** The transaction returned: from now on this fact must never be lost. */
  z.object({ kind: z.literal('committed'), id: z.string(), ...link }),
  /** The hub confirmed this station's own chain up to here. */
  z.object({ kind: z.literal('acknowledged'), epoch: z.string(), ...link }),
  /** The station's store could not be written: the transaction threw and nothing of it counts. */
  z.object({ kind: z.literal('refused'), code: z.string() }),
  /** A sync failed: a code of HubProblem, of SyncFailure or of SQLite. */
  z.object({ kind: z.literal('trouble'), code: z.string(), detail: z.string() }),
]);
export type JournalLine = z.infer<typeof lineSchema>;

/** Opens a journal to append to. */
export function openJournal(file: string) {
  // A line that was cut off by a kill must not swallow the next one.
  const isTorn = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
  const handle = openSync(file, 'a');
  if (isTorn) writeSync(handle, '\n');
  return {
    write: (lines: readonly JournalLine[]): void => {
      if (lines.length === 0) return;
      writeSync(handle, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      fsyncSync(handle);
    },
    close: (): void => closeSync(handle),
  };
}

/**
 * Reads a journal. Only a line that a kill tore may be unreadable, so there cannot be more of them
 * than kills.
 */
export function readJournal(file: string): { lines: JournalLine[]; torn: number } {
  const lines: JournalLine[] = [];
  let torn = 0;
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (text === '') continue;
    const line = parse(text);
    if (line === null) torn += 1;
    else lines.push(line);
  }
  return { lines, torn };
}

function parse(text: string): JournalLine | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
