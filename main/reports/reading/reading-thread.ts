import type { Worker } from 'node:worker_threads';
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

/** Long reads on a thread that starts with the first of them. */
export interface ReadingThread extends LongReads {
  /** Ends the thread, drops its data; a caller gets `cancelled`. The next call starts it again. */
  forget(): Promise<void>;
}

export interface ReadingThreadParts {
  startWorker: () => Worker;
  /** It ended unexpectedly. For the log. */
  onCrash: (error: unknown) => void;
  /** Milliseconds after which an idle thread ends and frees its memory. */
  idleMilliseconds: number;
}

type Tell = (done: number, total: number) => void;

interface Waiting {
  tell: Tell | undefined;
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
}

type Answer<Name extends keyof LongReads> = Awaited<ReturnType<LongReads[Name]>>;

interface Alive {
  worker: Worker;
  waiting: Map<number, Waiting>;
  ended: Promise<void>;
}

/** Makes the main thread's end. */
export function createReadingThread(parts: ReadingThreadParts): ReadingThread {
  let alive: Alive | null = null;
  let lastId = 0;
  let idle: NodeJS.Timeout | undefined;

  const end = async (one: Alive, failure: CallFailure): Promise<void> => {
    if (alive === one) alive = null;
    for (const { reject } of one.waiting.values()) reject(failure);
    one.waiting.clear();
    await one.worker.terminate();
    await one.ended;
  };
  const rest = (one: Alive): void => {
    clearTimeout(idle);
    if (one.waiting.size > 0) return;
    const stop = (): void => void end(one, new CallFailure('internal', 'reading thread'));
    idle = setTimeout(stop, parts.idleMilliseconds).unref();
  };
  const start = (): Alive => {
    const worker = parts.startWorker();
    const waiting = new Map<number, Waiting>();
    let why: unknown = null;
    worker.on('message', (response: ReadingResponse) => {
      const one = waiting.get(response.id);
      if (response.kind === 'progress') return one?.tell?.(response.done, response.total);
      waiting.delete(response.id);
      if (response.kind === 'done') one?.resolve(response.value);
      else one?.reject(new CallFailure(response.code, response.detail));
      rest(started);
    });
    worker.on('error', (error) => {
      why = error;
    });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        if (alive === started) {
          alive = null;
          parts.onCrash(why ?? new Error('the reading thread ended'));
        }
        for (const { reject } of waiting.values()) reject(crashOf(why));
        waiting.clear();
        resolve();
      });
    });
    const started: Alive = { worker, waiting, ended };
    return started;
  };
  const ask = (call: ReadingCall, tell?: Tell): Promise<unknown> =>
    new Promise((resolve, reject) => {
      alive ??= start();
      lastId += 1;
      clearTimeout(idle);
      alive.waiting.set(lastId, { resolve, reject, tell });
      alive.worker.postMessage({ id: lastId, ...call } satisfies ReadingRequest);
    });

  return {
    // Not parsed: the thread is ours, and parsing a large answer would block like the work.
    localDay: async (question) => (await ask({ name: 'localDay', question })) as LocalDayView,
    compare: async (question) => (await ask({ name: 'compare', question })) as CopyComparison,
    archive: async (question) => (await ask({ name: 'archive', question })) as ArchiveBytes,
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
    rosterGaps: async (question) => (await ask({ name: 'rosterGaps', question })) as RosterGaps,
    firstMorning: async (question) =>
      (await ask({ name: 'firstMorning', question })) as FirstMorning,
    forget: async () => {
      clearTimeout(idle);
      if (alive !== null) await end(alive, new CallFailure('internal', 'reading thread'));
    },
  };
}

function crashOf(error: unknown): CallFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new CallFailure('internal', code === '' ? 'reading thread' : code, error);
}
