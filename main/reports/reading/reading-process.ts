import type { RosterGaps } from '../../../db/roster/roster-gaps.ts';
import type { CopyComparison } from '../../../domain/day-close/compare-copies.ts';
import type { ReportPreview } from '../../../preload/contract/reports.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { ArchiveBytes } from '../../day-close/archive-work.ts';
import type { LocalDayView } from '../../day-close/local-day.ts';
import type { ComposedMail } from '../../tickets/outbox.ts';
import type { TicketFile } from '../../tickets/ticket-work.ts';
import type { FirstMorning, LongReads } from '../long-reads.ts';
import type { ReportFile } from '../report-work.ts';
import type { ReadingCall, ReadingRequest, ReadingResponse } from './messages.ts';

/** Long reads in a process that starts with the first of them. */
export interface ReadingProcess extends LongReads {
  /** Ends the process, drops its data; a caller gets `internal`. The next call starts it again. */
  forget(): Promise<void>;
}

/** The process, as Electron starts it, or Node in tests. */
export interface ReadingChild {
  send(request: ReadingRequest): void;
  onAnswer(listener: (response: ReadingResponse) => void): void;
  /** Calls back when it has ended, with its exit code. */
  onEnd(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface ReadingProcessParts {
  /** Starts it, and sends what it reads (ReadingStart). */
  start(): ReadingChild;
  /** The process ended unexpectedly. For the log. */
  onCrash: (error: unknown) => void;
  /** Milliseconds after which an idle process ends and frees its memory. */
  idleMilliseconds: number;
}

type Tell = (done: number, total: number) => void;

interface Waiting {
  tell: Tell | undefined;
  /** Pieces of a text, as they came. */
  pieces: string[];
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
}

type Answer<Name extends keyof LongReads> = Awaited<ReturnType<LongReads[Name]>>;

interface Alive {
  child: ReadingChild;
  waiting: Map<number, Waiting>;
  ended: Promise<void>;
}

/**
 * Makes the station's end. It needs a separate process: a whole event may take gigabytes, which in
 * the station's process would keep its main thread waiting for memory, or end it.
 */
export function createReadingProcess(parts: ReadingProcessParts): ReadingProcess {
  let alive: Alive | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;

  const end = async (one: Alive, failure: CallFailure): Promise<void> => {
    if (alive === one) alive = null;
    for (const { reject } of one.waiting.values()) reject(failure);
    one.waiting.clear();
    one.child.kill();
    await one.ended;
  };
  const rest = (one: Alive): void => {
    clearTimeout(idle);
    if (one.waiting.size > 0) return;
    const stop = (): void => void end(one, new CallFailure('internal', 'reading process'));
    idle = setTimeout(stop, parts.idleMilliseconds).unref();
  };
  const start = (): Alive => {
    const child = parts.start();
    const waiting = new Map<number, Waiting>();
    child.onAnswer((response) => {
      const one = waiting.get(response.id);
      if (response.kind === 'progress') return one?.tell?.(response.done, response.total);
      if (response.kind === 'piece') return one?.pieces.push(response.text);
      waiting.delete(response.id);
      if (response.kind === 'done') one?.resolve(wholeOf(response.value, one.pieces));
      else one?.reject(new CallFailure(response.code, response.detail));
      rest(started);
    });
    const ended = new Promise<void>((resolve) => {
      child.onEnd((code) => {
        if (alive === started) {
          alive = null;
          parts.onCrash(new Error(`the reading process ended (${code})`));
        }
        for (const { reject } of waiting.values())
          reject(new CallFailure('internal', 'reading process'));
        waiting.clear();
        resolve();
      });
    });
    const started: Alive = { child, waiting, ended };
    return started;
  };
  const ask = (call: ReadingCall, tell?: Tell): Promise<unknown> =>
    new Promise((resolve, reject) => {
      alive ??= start();
      lastId += 1;
      clearTimeout(idle);
      alive.waiting.set(lastId, { resolve, reject, tell, pieces: [] });
      alive.child.send({ id: lastId, ...call });
    });

  return {
    // Not parsed: the process is the app's own, and parsing a large answer would block like the
    // work.
    localDay: async (question) => (await ask({ name: 'localDay', question })) as LocalDayView,
    compare: async (question) => (await ask({ name: 'compare', question })) as CopyComparison,
    archive: async (question) => (await ask({ name: 'archive', question })) as ArchiveBytes,
    dayPaper: async (question) => (await ask({ name: 'dayPaper', question })) as Uint8Array,
    preview: async (question) => (await ask({ name: 'preview', question })) as ReportPreview,
    file: async (question) => (await ask({ name: 'file', question })) as ReportFile,
    ticketMail: async (question) =>
      (await ask({ name: 'ticketMail', question })) as ComposedMail | null,
    tickets: async (question, tell) =>
      (await ask({ name: 'tickets', question }, tell)) as TicketFile,
    ticketPeople: async (question) =>
      (await ask({ name: 'ticketPeople', question })) as Answer<'ticketPeople'>,
    ticketFiles: async (question) =>
      (await ask({ name: 'ticketFiles', question })) as Answer<'ticketFiles'>,
    ticketPreview: async (question) =>
      (await ask({ name: 'ticketPreview', question })) as Answer<'ticketPreview'>,
    presence: async (question) => (await ask({ name: 'presence', question })) as Answer<'presence'>,
    evacuation: async (question) => (await ask({ name: 'evacuation', question })) as string,
    emergencyPaper: async (question) =>
      (await ask({ name: 'emergencyPaper', question })) as Answer<'emergencyPaper'>,
    rosterGaps: async (question) => (await ask({ name: 'rosterGaps', question })) as RosterGaps,
    firstMorning: async (question) =>
      (await ask({ name: 'firstMorning', question })) as FirstMorning,
    forget: async () => {
      clearTimeout(idle);
      if (alive !== null) await end(alive, new CallFailure('internal', 'reading process'));
    },
  };
}

function wholeOf(value: unknown, pieces: readonly string[]): unknown {
  return typeof value === 'string' ? pieces.join('') : value;
}
