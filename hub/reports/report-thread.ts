import { Worker } from 'node:worker_threads';
import { HubProblem } from '../../domain/sync/problems.ts';
import { onDemand } from '../../platform/threads/on-demand.ts';
import { threadPort } from '../../platform/threads/port.ts';
import { findWorker } from '../base/find-worker.ts';
import type { ExportFile, ExportRequest, ReportHead, ReportPart } from './report-file.ts';

/** What report-worker answers: one file at a time. */
export interface ReportService {
  /** Makes a file of the rows that `add` sends from now on, once it has the `head`. */
  make(request: ExportRequest): Promise<ExportFile>;
  add(part: ReportPart): void;
  head(head: ReportHead): void;
}

/** Milliseconds after which an export fails: a PDF of 100,000 lines takes one or two minutes. */
const timeout = 10 * 60_000;
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
  const thread = onDemand<ReportService>(() => threadPort(new Worker(worker)), {
    errorOf: ({ code }) => new HubProblem('internal', `export: ${code || 'the thread ended'}`),
    holds: 'never',
    idle: { after: idle },
  });
  return {
    make: async (request, read, signal) => {
      const late = AbortSignal.timeout(timeout);
      let isReading = true;
      try {
        const ended = AbortSignal.any([signal, late]);
        const file = thread.ask.make(request, undefined, { signal: ended });
        const broken = file.then((): never => {
          throw new HubProblem('internal', 'export: before its rows');
        });
        // The thread that makes another file must not get the rest of this one's rows.
        const add = (part: ReportPart): void => {
          if (isReading) thread.tell.add(part);
        };
        thread.tell.head(await Promise.race([read(add), broken]));
        return await file;
      } catch (error) {
        await thread.stop();
        if (late.aborted) throw new HubProblem('too-large', 'export: too long');
        throw error;
      } finally {
        isReading = false;
      }
    },
  };
}
