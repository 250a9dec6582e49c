import { createInterface } from 'node:readline/promises';
import type { GroupWord } from '../../../domain/event/group-words.ts';
import {
  type ImportProgress,
  importDecisionSchema,
  type RosterDiff,
  type RosterPreview,
  textEncodingSchema,
  textEncodings,
} from '../../../domain/roster/roster-import.ts';
import {
  bookingLines,
  findingLines,
  intakeErrorWords,
  leftOutLines,
  questionLines,
  readingLines,
  rejectedLines,
} from '../../../intake/report-lines.ts';
import type { ErrorCode } from '../../../preload/contract/base.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { RosterImport } from './roster-import.ts';

/** Begins the last line of an import that was written; tools/import/run.ts waits for it. */
export const writtenMark = 'Written:';

export interface ImportCommand {
  imports: RosterImport;
  /** What the event calls its groups. */
  groupWord: GroupWord;
  /** Absolute path. */
  file: string;
  /** Write without asking. Without a terminal the command itself counts as yes. */
  yes: boolean;
  /** Accept corrected cells without asking. Without a terminal nothing is written unless set. */
  acceptMended?: boolean;
  /** The answer for every row that may be a person of the roster. Without one nothing is written. */
  others?: string | null;
  /** Name of the file's character set; detected by default. */
  encoding?: string | null;
  /** Where lines go; the standard output unless a test listens. */
  print?: (line: string) => void;
  /** Asks a yes-or-no question; the terminal unless a test answers. Null without a terminal. */
  ask?: ((question: string) => Promise<boolean>) | null;
}

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
  const encoding = textEncodingSchema.optional().safeParse(command.encoding ?? undefined);
  if (!encoding.success) {
    print(`Unknown character set: ${command.encoding}. Choose one of ${textEncodings.join(', ')}.`);
    return 1;
  }
  const others = importDecisionSchema.shape.others.safeParse(command.others ?? null);
  if (!others.success) {
    print(`Unknown answer: ${command.others}. Choose same, new or left-out.`);
    return 1;
  }
  try {
    const preview = await imports.open(command.file, { encoding: encoding.data });
    [...previewLines(preview), ...readingLines(preview.readings)].forEach(print);
    const diff = await imports.compare(preview.planId, preview.guess, onProgress);
    diffLines(diff, command.groupWord).forEach(print);
    // A first import changes no existing data; only changes to known delegates need confirmation,
    // and places that are given up.
    if (
      (diff.changed > 0 || (diff.bookings?.released ?? 0) > 0) &&
      !command.yes &&
      ask !== null &&
      !(await ask('Write these changes? (y/n) '))
    ) {
      print('Nothing was written.');
      return 1;
    }
    const acceptMended =
      command.acceptMended === true ||
      (diff.mended > 0 && ask !== null && (await ask('Take the mended values? (y/n) ')));
    const written = await imports.apply(preview.planId, onProgress, {
      decision: { acceptMended, others: others.data },
    });
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
    ([field, column = 0]) => `  ${field} <- ${preview.headers[column] ?? column}`,
  );
  const used = new Set(Object.values(preview.guess));
  const dropped = preview.headers.filter((_, column) => !used.has(column));
  const lines = [`${preview.fileName} (${form})`, ...columns];
  return dropped.length === 0 ? lines : [...lines, `  not taken: ${dropped.join(', ')}`];
}

function diffLines(diff: RosterDiff, groupWord: GroupWord): string[] {
  const lines = [
    `Rows: ${diff.rows}. New: ${diff.added}. Changed: ${diff.changed}. Unchanged: ${diff.unchanged}. Rejected: ${diff.rejected}.`,
  ];
  if (diff.absent > 0) lines.push(`Not in the file, kept as they are: ${diff.absent}.`);
  if (diff.outdatedBadges > 0)
    lines.push(`Printed badges that become outdated: ${diff.outdatedBadges}.`);
  return [
    ...lines,
    ...questionLines(diff),
    ...leftOutLines(diff.leftOut),
    ...rejectedLines(diff.rejectedRows, diff.rejected, groupWord),
    ...findingLines(diff.findings, diff.odd),
    ...bookingLines(diff.bookings),
  ];
}

/** One line per tenth: enough for a person, little enough for a log. */
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

/** What went wrong and what to do, for the command line; pages have the locale files. */
const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  ...intakeErrorWords,
  'import-cancelled': 'The import was cancelled; what was written stays',
  'store-unavailable': 'The station’s store cannot be used',
  'event-secret-missing': 'This station has no event secret: import at a desk or at the hub',
  'disk-full': 'The disk is full. Make room and import again',
};

/** One line: the code, its message, the subject. */
function failureLine(failure: CallFailure): string {
  const said = words[failure.code] ?? 'The import failed';
  const detail = failure.detail === '' ? '' : `: ${failure.detail}`;
  return `${said}${detail} [${failure.code}]`;
}
