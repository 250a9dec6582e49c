import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { createStops, type Stops } from '../../domain/base/stops.ts';

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
/** Number of lines between two checks of the file's length. */
const checkIntervalMs = 200;

/**
 * Opens `hub.log` in the folder (created if missing). A line is handed to the system when the call
 * returns, so that the last lines before a crash can be read. There are few lines, as successes are
 * not logged. A file that is too long becomes `hub.log.old`, replacing the previous one: a flood of
 * refused requests must not fill the disk.
 *
 * @param longest size in bytes at which the file is replaced
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
      // A full disk, or a program that holds the old log: this log grows until the next check.
    }
  };
  // A connection that ends late may still log something; pino would throw.
  const write = (level: keyof HubLog) => (fields: object, message: string) => {
    if (!isOpen) return;
    logger[level](fields, message);
    lines += 1;
    if (lines % checkIntervalMs === 0) turnOver();
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

/**
 * Number of lines a minute for the refused requests of a sender; further ones are counted. All
 * strangers together are one sender. A sender with a proven identity has its own share, and can be
 * revoked.
 */
const refusalLines = { strangers: 30, known: 120 } as const;
/** The sender of requests that prove no identity. */
export const stranger = 'nobody';
/** Milliseconds over which refused requests are counted. */
const refusalWindow = 60_000;
/** Max senders with a count: strangers are one, so stations determine the number. */
const maxSenders = 2_000;

interface Refusals {
  since: number;
  lines: number;
  /** Number of refusals without a line, by their code. */
  unwritten: Map<string, number>;
}

export type RefusalLog = ReturnType<typeof createRefusalLog>;

/**
 * Keeps refused requests from rotating the log's evidence away: each sender has a limit of lines a
 * minute ({@link refusalLines}). Further refusals are counted by code, in one line at the end of
 * that minute. Strangers at full speed then take four days to fill the log and its predecessor.
 *
 * @param steady a monotonic clock, in milliseconds
 */
export function createRefusalLog(log: HubLog, steady: () => number = () => performance.now()) {
  const senders = new Map<string, Refusals>();
  let timer: NodeJS.Timeout | null = null;
  const end = (sender: string, { unwritten }: Refusals): void => {
    senders.delete(sender);
    if (unwritten.size === 0) return;
    const times = Object.fromEntries(unwritten);
    log.warn({ sender, times }, 'refused, and not written one by one');
  };
  const endOld = (now: number): void => {
    for (const [sender, known] of senders) {
      if (now - known.since >= refusalWindow) end(sender, known);
    }
  };
  const endLater = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      endOld(steady());
      if (senders.size > 0) endLater();
    }, refusalWindow).unref();
  };
  return {
    /**
     * Writes the line, or counts it.
     *
     * @param sender the id under which it is counted: a station's, or {@link stranger}
     */
    refused: (
      sender: string,
      fields: { code?: string | undefined; detail?: string },
      message = 'refused',
    ): void => {
      const now = steady();
      endOld(now);
      const [oldest] = senders;
      if (oldest !== undefined && senders.size >= maxSenders && !senders.has(sender)) {
        end(...oldest);
      }
      const known = senders.get(sender) ?? { since: now, lines: 0, unwritten: new Map() };
      senders.set(sender, known);
      const { strangers, known: others } = refusalLines;
      if (known.lines < (sender === stranger ? strangers : others)) {
        known.lines += 1;
        log.warn(fields, message);
        return;
      }
      const { code = message } = fields;
      known.unwritten.set(code, (known.unwritten.get(code) ?? 0) + 1);
      endLater();
    },
    /** Writes the open counts; call it when the server stops. */
    close: (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const [sender, known] of senders) end(sender, known);
    },
  };
}

/** The stops of a part of the hub. One that fails is logged. */
export function loggedStops(log: HubLog): Stops {
  return createStops((error, service) =>
    log.error({ ...errorFields(error), service }, 'not stopped in order'),
  );
}

/** Describes an error by kind, code and stack places, without the message, which may quote data. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    stack: places?.slice(0, 8).map((line) => line.trim()),
  };
}
