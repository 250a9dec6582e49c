import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { RowCountError } from '../../db/base/types.ts';
import { logBytes, rotateLog } from './log-rotation.ts';

/** JSON lines. Fields never carry personal data beyond delegate ids. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A log file that can be closed. */
export interface LogFile extends Log {
  /** The folder of the log's files. */
  readonly folder: string;
  /** Their total bytes. */
  bytes(): number;
  /** Writes what is still in memory; call it before the process ends. */
  close(): void;
}

/** Milliseconds between two checks of the log's size. */
const lookEvery = 60_000;

/**
 * Opens the log `lanyard.log` in the folder (made if missing). Lines are written in the background:
 * a slow disk must not hold up a scan. Large and old files are closed and eventually deleted
 * (log-rotation.ts).
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
  }, lookEvery).unref();
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
 * An error as fields of a log line: class, code and the locations in our code, without data. Node's
 * own messages quote data (JSON, addresses, paths), so only those of the store stay, which name
 * tables and columns.
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
