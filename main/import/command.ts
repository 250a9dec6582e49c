import { createInterface } from 'node:readline/promises';
import type { ImportProgress, RosterDiff, RosterPreview } from '../../domain/roster-import.ts';
import { rejectReasonWords } from '../../intake/reject-words.ts';
import { CallFailure } from '../call-failure.ts';
import { failureLine } from './failure-words.ts';
import type { RosterImport } from './roster-import.ts';

/** Begins the last line of an import that was written; tools/import/run.ts waits for it. */
export const writtenMark = 'Written:';

export interface ImportCommand {
  imports: RosterImport;
  /** Absolute path of the roster. */
  file: string;
  /** Write without asking. Where nobody can be asked (no terminal), the command itself is the wish. */
  yes: boolean;
  /** Where lines go; the standard output unless a test listens. */
  print?: (line: string) => void;
  /** Asks a question with yes or no; the terminal unless a test answers. Null where there is none. */
  ask?: ((question: string) => Promise<boolean>) | null;
}

/** Rejected rows that are printed; all of them can be saved from the desk's screen. */
const mostLines = 100;

/**
 * Imports a roster without a window, with the guessed columns: prints what was found, what would
 * change, progress and the rejected rows.
 *
 * @returns the exit code: 0 written (or nothing to write), 1 not
 */
export async function runImportCommand(command: ImportCommand): Promise<0 | 1> {
  const { imports } = command;
  const print = command.print ?? ((line) => process.stdout.write(`${line}\n`));
  const ask = command.ask === undefined ? terminalQuestion() : command.ask;
  const onProgress = progressPrinter(print);
  try {
    const preview = await imports.open(command.file, {});
    previewLines(preview).forEach(print);
    const diff = await imports.compare(preview.planId, preview.guess, onProgress);
    diffLines(diff).forEach(print);
    // A first import changes nobody; only changes of what the desk already knows are asked about.
    if (
      diff.changed > 0 &&
      !command.yes &&
      ask !== null &&
      !(await ask('Write these changes? (y/n) '))
    ) {
      print('Nothing was written.');
      return 1;
    }
    const written = await imports.apply(preview.planId, onProgress);
    await imports.cancel(preview.planId);
    print(`${writtenMark} ${written.added} added, ${written.changed} changed.`);
    return 0;
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    print(failureLine(error));
    return 1;
  }
}

function previewLines(preview: RosterPreview): string[] {
  const form =
    preview.format === 'xlsx'
      ? 'XLSX'
      : `CSV, ${preview.encoding}, separator ${JSON.stringify(preview.delimiter)}`;
  const columns = Object.entries(preview.guess).map(
    ([field, column]) => `  ${field} <- ${preview.headers[column] ?? column}`,
  );
  const used = new Set(Object.values(preview.guess));
  const dropped = preview.headers.filter((_, column) => !used.has(column));
  const lines = [`${preview.fileName} (${form})`, ...columns];
  return dropped.length === 0 ? lines : [...lines, `  not taken: ${dropped.join(', ')}`];
}

function diffLines(diff: RosterDiff): string[] {
  const lines = [
    `Rows: ${diff.rows}. New: ${diff.added}. Changed: ${diff.changed}. Unchanged: ${diff.unchanged}. Rejected: ${diff.rejected}.`,
  ];
  if (diff.absent > 0) lines.push(`Not in the file, kept as they are: ${diff.absent}.`);
  if (diff.outdatedBadges > 0)
    lines.push(`Printed badges that become outdated: ${diff.outdatedBadges}.`);
  for (const row of diff.rejectedRows.slice(0, mostLines)) {
    const value = row.value === '' ? '' : `: ${row.value}`;
    lines.push(`  line ${row.line}: ${rejectReasonWords.en[row.reason]}${value}`);
  }
  if (diff.rejected > mostLines)
    lines.push(`  … and ${diff.rejected - mostLines} more rejected rows`);
  return lines;
}

/** One line a tenth: enough for a person, little enough for a log. */
function progressPrinter(print: (line: string) => void): (progress: ImportProgress) => void {
  let last = '';
  return ({ phase, fraction, rows }) => {
    const step = `${phase} ${Math.floor(fraction * 10) * 10} %`;
    if (step === last) return;
    last = step;
    print(`${step} (${rows} rows)`);
  };
}

function terminalQuestion(): ((question: string) => Promise<boolean>) | null {
  if (!process.stdin.isTTY) return null;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return /^(y|yes|o|oui)$/i.test((await terminal.question(question)).trim());
    } finally {
      terminal.close();
    }
  };
}
