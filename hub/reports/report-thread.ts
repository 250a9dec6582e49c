import { Worker } from 'node:worker_threads';
import { HubProblem } from '../../domain/sync/problems.ts';
import { findWorker } from '../base/find-worker.ts';
import type { ExportFile, ExportRequest, ReportHead, ReportPart } from './report-file.ts';

/** Messages to the thread: the rows in parts, then the request. */
export type ToReportThread =
  | { part: ReportPart }
  | { make: { request: ExportRequest; head: ReportHead } };

/** The thread's answer; `failed` is the kind of error. */
export type FromReportThread = { file: ExportFile } | { failed: string };

/** Milliseconds after which an export fails: a PDF of 100,000 lines takes one or two minutes. */
const longest = 10 * 60_000;
/** Milliseconds after which an idle thread ends; until then the format writers stay in memory. */
const idle = 30_000;

/** A thread that makes one file after the other. */
export interface ReportThread {
  /**
   * @param read reads the rows; each part goes to the thread at once
   * @param signal ends the work, and the thread with it
   * @throws the signal's reason; HubProblem `too-large` if it is too slow, `internal` if it failed
   */
  make(
    request: ExportRequest,
    read: (take: (part: ReportPart) => void) => Promise<ReportHead>,
    signal: AbortSignal,
  ): Promise<ExportFile>;
}

/** Path of the thread's program; null if there is none. */
export function findReportWorker(): string | null {
  return findWorker(import.meta.dirname, 'report-worker');
}

/** @param worker path of the thread's program; it is started with the first file */
export function createReportThread(worker: string): ReportThread {
  let alive: Worker | null = null;
  let rest: NodeJS.Timeout | undefined;
  const start = (): Worker => {
    const fresh = new Worker(worker);
    fresh.unref();
    fresh.once('exit', () => {
      if (alive === fresh) alive = null;
    });
    return fresh;
  };
  const end = async (one: Worker): Promise<void> => {
    if (alive === one) alive = null;
    await one.terminate();
  };
  return {
    make: async (request, read, signal) => {
      clearTimeout(rest);
      alive ??= start();
      const mine = alive;
      const late = AbortSignal.timeout(longest);
      const ended = AbortSignal.any([signal, late]);
      try {
        const answer = answerOf(mine, ended);
        const head = await Promise.race([read((part) => say(mine, { part })), answer.broken]);
        say(mine, { make: { request, head } });
        const file = await answer.file;
        rest = setTimeout(() => void end(mine), idle).unref();
        return file;
      } catch (error) {
        await end(mine);
        if (late.aborted) throw new HubProblem('too-large', 'export: too long');
        throw error;
      }
    },
  };
}

function say(worker: Worker, message: ToReportThread): void {
  worker.postMessage(message);
}

/** The thread's next answer; `broken` only ever rejects, with the same error as `file`. */
function answerOf(
  worker: Worker,
  ended: AbortSignal,
): { file: Promise<ExportFile>; broken: Promise<never> } {
  const listening = new AbortController();
  const file = new Promise<ExportFile>((resolve, reject) => {
    const hear = (message: FromReportThread): void => {
      if ('file' in message) resolve(message.file);
      else reject(new HubProblem('internal', `export: ${message.failed}`));
    };
    const fail = (error: unknown): void => reject(error);
    const gone = (): void => reject(new HubProblem('internal', 'export: the thread ended'));
    const stop = (): void => reject(ended.reason);
    worker.on('message', hear);
    worker.once('error', fail);
    worker.once('exit', gone);
    ended.addEventListener('abort', stop);
    listening.signal.addEventListener('abort', () => {
      worker.off('message', hear).off('error', fail).off('exit', gone);
      ended.removeEventListener('abort', stop);
    });
    if (ended.aborted) stop();
  }).finally(() => listening.abort());
  const broken = file.then(() => new Promise<never>(() => {}));
  // The caller receives the error from the other promise.
  broken.catch(() => {});
  file.catch(() => {});
  return { file, broken };
}
