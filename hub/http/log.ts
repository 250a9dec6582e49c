import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

/** JSON lines. Fields: codes, station ids and routes; never bodies, names or tokens. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface HubLogFile extends HubLog {
  close(): void;
}

/** Bytes kept in memory while the disk cannot be written; further lines are dropped then. */
const maxWaiting = 2 ** 20;
/** Lines between two checks of the file's length. */
const lookEvery = 200;

/**
 * Opens `hub.log` in the folder (created if missing). A line is handed to the system when the call
 * returns, so that the last ones before a crash can be read. There are few lines, as successes are
 * not logged. A file that is too long becomes `hub.log.old`, replacing the previous one: a flood of
 * refused requests must not fill the disk.
 *
 * @param longest bytes at which that happens
 */
export function openHubLog(folder: string, longest = 20 * 2 ** 20): HubLogFile {
  const file = join(folder, 'hub.log');
  const destination = pino.destination({
    dest: file,
    mkdir: true,
    sync: true,
    maxLength: maxWaiting,
  });
  // A full disk must not end the hub because of its log: the store answers busy anyway.
  destination.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  let isOpen = true;
  let lines = 0;
  const turnOver = (): void => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < longest) return;
    try {
      // Not renamed: Windows refuses that while the old log is open, which it may be here too.
      copyFileSync(file, `${file}.old`);
      truncateSync(file);
    } catch {
      // A full disk, or a program that holds the old log: this one grows until that is over.
    }
  };
  // A connection that ends late may still log something; pino would throw.
  const write = (level: keyof HubLog) => (fields: object, message: string) => {
    if (!isOpen) return;
    logger[level](fields, message);
    lines += 1;
    if (lines % lookEvery === 0) turnOver();
  };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    close: () => {
      if (isOpen) destination.end();
      isOpen = false;
    },
  };
}

/** An error as fields: kind, code and stack places, without the message, which may quote data. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    stack: places?.slice(0, 8).map((line) => line.trim()),
  };
}
