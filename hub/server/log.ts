import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';

/** JSON lines. Fields: codes, kiosk ids and routes; never bodies, names or tokens. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface HubLogFile extends HubLog {
  close(): void;
}

/** Bytes kept in memory while the disk takes none; further lines are dropped then. */
const mostWaiting = 2 ** 20;
/** Lines between two looks at the file's length. */
const lookEvery = 200;

/**
 * Opens `hub.log` in the folder (made if missing). A line is with the system when the call returns, so
 * that the last ones before a crash are there to be read; there are few, for what goes well is not logged.
 * A file that is too long becomes `hub.log.old`, in place of the one before: whoever floods the hub with
 * what it refuses must not fill its disk.
 *
 * @param longest bytes at which that happens
 */
export function openHubLog(folder: string, longest = 20 * 2 ** 20): HubLogFile {
  const file = join(folder, 'hub.log');
  const destination = pino.destination({
    dest: file,
    mkdir: true,
    sync: true,
    maxLength: mostWaiting,
  });
  // A full disk must not end the hub for its log's sake: the store says busy by itself.
  destination.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  let isOpen = true;
  let lines = 0;
  const turnOver = (): void => {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < longest) return;
    renameSync(file, `${file}.old`);
    destination.reopen();
  };
  // A connection that ends late may still have something to say; pino would throw.
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

/** An error of our own making as fields: kind, code and the places in our code, without its message, which may quote data. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    stack: places?.slice(0, 8).map((line) => line.trim()),
  };
}
