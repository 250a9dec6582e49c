// clock: ages of files of the log; a wrong clock deletes none of the newest (`spared`).

import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { RowCountError } from '../../db/base/types.ts';

/** JSON lines. Fields never carry personal data beyond delegate ids. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface LogFile extends Log {
  readonly folder: string;
  /** Total bytes of the log's files. */
  bytes(): number;
  /** Writes what is still in memory; call it before the process ends. */
  close(): void;
}

/** Milliseconds between two checks of the log's size. */
const checkIntervalMs = 60_000;

/**
 * Opens the log `lanyard.log` in the folder (made if missing). Lines are written in the background:
 * a slow disk must not hold up a scan. Large and old files are closed and eventually deleted
 * (`rotateLog`).
 */
export function openLog(folder: string): LogFile {
  const rotate = (): boolean => {
    try {
      return rotateLog(folder, Date.now());
    } catch {
      // Another program holds the file open: retry at the next check.
      return false;
    }
  };
  rotate();
  const destination = pino.destination({
    dest: join(folder, 'lanyard.log'),
    mkdir: true,
    sync: false,
  });
  // A full disk must not end the app: the ledger matters, the log can wait.
  destination.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const look = setInterval(() => {
    if (rotate()) destination.reopen();
  }, checkIntervalMs).unref();
  return {
    folder,
    bytes: () => logBytes(folder),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    close: () => {
      clearInterval(look);
      try {
        destination.flushSync();
      } catch {
        // The file may not be open yet, or the disk is full: nothing more can be done here.
      }
    },
  };
}

/**
 * An error as fields of a log line: class, code and the locations in the app's code, without data.
 * Node's own messages quote data (JSON, addresses, paths), so only those of the store stay, which
 * name tables and columns.
 */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const isOfStore = code?.startsWith('SQLITE_') === true || error instanceof RowCountError;
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code,
    message: isOfStore ? error.message.slice(0, 300) : undefined,
    issues: error instanceof z.ZodError ? issuePlaces(error) : undefined,
    stack: places?.slice(0, 8).map((line) => line.trim()),
  };
}

function issuePlaces(error: z.ZodError): string[] {
  return error.issues.slice(0, 3).map(({ path, code }) => `${path.join('.')}: ${code}`);
}

/** How much log is kept: the current file and older ones, each limited in bytes and in days. */
const logLimits = {
  fileBytes: 5 * 1024 * 1024,
  olderFiles: 4,
  /** A small file is closed after this time too, so that its age shows how old its lines are. */
  fileDays: 7,
  keptDays: 30,
  /** So many older files stay whatever their age: a clock set ahead would delete all evidence. */
  spared: 2,
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

export function logBytes(folder: string): number {
  return logFiles(folder).reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/**
 * Closes the current file when it is large or old. Deletes files past their limit but for the
 * newest (their lines name no person, but delegates by their ids).
 *
 * @param now UTC milliseconds
 * @returns whether the current file was moved away, so that its writer must open a new one
 */
export function rotateLog(folder: string, now: number, limits: LogLimits = logLimits): boolean {
  const current = join(folder, 'lanyard.log');
  const older = logFiles(folder, limits).filter((path) => path !== current);
  for (const path of older.slice(limits.spared)) {
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
    // The line was cut off, or is longer than what was read.
    return null;
  } finally {
    closeSync(file);
  }
}
