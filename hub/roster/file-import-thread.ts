import { Worker } from 'node:worker_threads';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { ImportedEvent } from '../../domain/roster/import-delegations.ts';
import type {
  ColumnMapping,
  ImportProgress,
  ReadOptions,
} from '../../domain/roster/roster-import.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { CodeMaking } from '../../domain/tickets/issued-codes.ts';
import type { IntakeErrorCode } from '../../intake/intake-error.ts';
import { findWorker } from '../base/find-worker.ts';

export interface ImportThreadData {
  bytes: Uint8Array;
  making: Pick<CodeMaking, 'eventId' | 'eventSecret' | 'ticketSecrets'>;
}

/** Requests to the thread, one at a time; `known` passes the roster in pages. */
export type ToImportThread =
  | { kind: 'open'; options: ReadOptions; event: ImportedEvent }
  | { kind: 'read'; mapping: ColumnMapping; markVips: boolean; event: ImportedEvent }
  | { kind: 'known'; people: readonly { delegate: Delegate; hasBadge: boolean }[] }
  | { kind: 'diff' }
  | { kind: 'entries' }
  | { kind: 'rejected'; language: ScreenLanguage };

export type FromImportThread =
  | { progress: Omit<ImportProgress, 'planId'> }
  | { done: unknown }
  | { failed: { code: IntakeErrorCode | 'no-step' | 'internal'; detail: string } };

export interface ImportThread {
  /**
   * @throws HubProblem `bad-request` (what is wrong with the file), `too-large` (memory),
   *   `not-found` (`import`: an earlier step is missing, or the thread has ended), `internal`
   */
  ask(request: ToImportThread): Promise<unknown>;
  /** Ends the thread at once; it has no files open. */
  end(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(problem: HubProblem): void;
}

/** A file that needs more memory ends its thread instead of the hub. */
const memoryLimit = { maxOldGenerationSizeMb: 1_024 } as const;

/** @param onProgress called several times a second while the thread reads and compares */
export function startImportThread(
  data: ImportThreadData,
  onProgress: (progress: Omit<ImportProgress, 'planId'>) => void,
): ImportThread {
  const program = findWorker(import.meta.dirname, 'file-import-worker');
  if (program === null) throw new Error('the program of the import thread is missing');
  const worker = new Worker(program, { workerData: data, resourceLimits: memoryLimit });
  worker.unref();
  let waiting: Waiting | null = null;
  let ended: HubProblem | null = null;
  const take = (): Waiting | null => {
    const one = waiting;
    waiting = null;
    return one;
  };
  const fail = (problem: HubProblem): void => {
    ended ??= problem;
    take()?.reject(ended);
  };
  worker.on('message', (message: FromImportThread) => {
    if ('progress' in message) onProgress(message.progress);
    else if ('done' in message) take()?.resolve(message.done);
    else take()?.reject(problemOf(message.failed));
  });
  worker.on('error', (error) => fail(crashOf(error)));
  worker.on('exit', () => fail(gone()));
  return {
    ask: (request) => {
      if (ended !== null) return Promise.reject(ended);
      if (waiting !== null) return Promise.reject(new HubProblem('busy', 'import'));
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        worker.postMessage(request);
      });
    },
    end: () => {
      fail(gone());
      void worker.terminate();
    },
  };
}

/** The plan has ended: cancelled, replaced, written or unused for too long. */
export function gone(): HubProblem {
  return new HubProblem('not-found', 'import');
}

function problemOf({
  code,
  detail,
}: Extract<FromImportThread, { failed: unknown }>['failed']): HubProblem {
  if (code === 'internal') return new HubProblem('internal', `import: ${detail}`);
  if (code === 'no-step') return gone();
  return new HubProblem('bad-request', `${code}: ${detail}`);
}

function crashOf(error: Error): HubProblem {
  const code = 'code' in error ? String(error.code) : error.name;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new HubProblem('bad-request', 'import-too-large: memory')
    : new HubProblem('internal', `import: ${code}`);
}
