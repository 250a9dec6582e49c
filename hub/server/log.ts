import { join } from 'node:path';
import pino from 'pino';

/** JSON lines. Fields: codes, kiosk ids and routes; never bodies, names or tokens. */
export interface HubLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface HubLogFile extends HubLog {
  /** Writes out what is still in memory; call before the process ends. */
  close(): void;
}

/** Opens `hub.log` in the folder (made if missing). Lines are written in the background. */
export function openHubLog(folder: string): HubLogFile {
  const destination = pino.destination({ dest: join(folder, 'hub.log'), mkdir: true, sync: false });
  // A full disk must not end the hub for its log's sake: the store says busy by itself.
  destination.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    close: () => {
      try {
        destination.flushSync();
      } catch {
        // The file may not have been opened yet, or the disk is full: nothing more can be done at the end.
      }
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
