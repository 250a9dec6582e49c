import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How much log is kept: the current file and older ones, each limited in bytes and in days. */
export const logLimits = {
  fileBytes: 5 * 1024 * 1024,
  olderFiles: 4,
  /** A small file is closed after this time too, so that its age says how old its lines are. */
  fileDays: 7,
  keptDays: 30,
} as const;
type LogLimits = { readonly [L in keyof typeof logLimits]: number };

const day = 86_400_000;
const firstLineSchema = z.object({ time: z.iso.datetime({ offset: true }) });

/** The log's files in a folder, the current one first. */
export function logFiles(folder: string, limits: LogLimits = logLimits): string[] {
  const older = Array.from({ length: limits.olderFiles }, (_, index) => olderName(index + 1));
  return ['lanyard.log', ...older]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));
}

/** Their total bytes. */
export function logBytes(folder: string): number {
  return logFiles(folder).reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/**
 * Closes the current file when it is large or old, and deletes files past their limit (their lines
 * name no person, but delegates by their ids).
 *
 * @param now UTC milliseconds
 * @returns whether the current file was moved away, so that its writer must open a new one
 */
export function rotateLog(folder: string, now: number, limits: LogLimits = logLimits): boolean {
  const current = join(folder, 'lanyard.log');
  for (const path of logFiles(folder, limits)) {
    if (path === current) continue;
    const { mtimeMs } = statSync(path);
    if (now - mtimeMs > limits.keptDays * day) rmSync(path, { force: true });
  }
  const size = statSync(current, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return false;
  const began = firstTime(current);
  const isOld = began !== null && now - began > limits.fileDays * day;
  if (size < limits.fileBytes && !isOld) return false;
  rmSync(join(folder, olderName(limits.olderFiles)), { force: true });
  for (let number = limits.olderFiles - 1; number >= 1; number -= 1) {
    const path = join(folder, olderName(number));
    if (existsSync(path)) renameSync(path, join(folder, olderName(number + 1)));
  }
  renameSync(current, join(folder, olderName(1)));
  return true;
}

function olderName(number: number): string {
  return `lanyard.${number}.log`;
}

/** When the first line was written, UTC milliseconds; null where it has no time. */
function firstTime(path: string): number | null {
  const head = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  try {
    const got = readSync(file, head, 0, head.length, 0);
    const [line = ''] = head.subarray(0, got).toString('utf8').split('\n');
    const parsed = firstLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? Date.parse(parsed.data.time) : null;
  } catch {
    // A line that was cut off, or is longer than what was read.
    return null;
  } finally {
    closeSync(file);
  }
}
