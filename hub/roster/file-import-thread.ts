import { Worker } from 'node:worker_threads';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { ListedBooking } from '../../domain/bookings/listed-booking.ts';
import type { ImportedEvent } from '../../domain/roster/import-delegations.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import type {
  ImportDecision,
  ImportProgress,
  ReadOptions,
  RosterPreview,
} from '../../domain/roster/roster-import.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { CodeMaking } from '../../domain/tickets/issued-codes.ts';
import type { KnownBooking } from '../../intake/compare-bookings.ts';
import type { CompareRequest, ListImport } from '../../intake/list-import.ts';
import type { KnownPerson } from '../../intake/match-people.ts';
import { connect } from '../../platform/threads/connect.ts';
import { threadPort } from '../../platform/threads/port.ts';
import type { Asks } from '../../platform/threads/service.ts';
import type { ThreadError } from '../../platform/threads/thread-error.ts';
import { findWorker } from '../base/find-worker.ts';

export interface ImportThreadData {
  bytes: Uint8Array;
  making: Pick<CodeMaking, 'eventId' | 'eventSecret' | 'ticketSecrets'>;
}

/** What file-import-worker answers. `known` passes the roster in pages. */
export interface FileImportService {
  open(step: {
    options: ReadOptions;
    event: ImportedEvent;
  }): Promise<Omit<RosterPreview, 'planId'>>;
  /** Reports several times a second. */
  read(
    step: CompareRequest,
    report?: (progress: Omit<ImportProgress, 'planId'>) => void,
  ): Promise<{ tellsOfSessions: boolean }>;
  known(people: readonly KnownPerson[]): Promise<null>;
  /** Passes the facts about places in sessions, where columns tell of them. */
  bookings(facts: readonly KnownBooking[]): Promise<null>;
  diff(): Promise<ReturnType<ListImport['diff']>>;
  /** The people to write, and what the list says about their sessions; once. */
  decided(decision: ImportDecision): Promise<{
    entries: RosterEntry[];
    bookings: ListedBooking[] | null;
  }>;
  rejected(language: ScreenLanguage): Promise<string>;
}

export interface ImportThread {
  /**
   * One step at a time.
   *
   * @throws HubProblem `bad-request` (what is wrong with the file), `too-large` (memory),
   *   `not-found` (`import`: an earlier step is missing, or the thread has ended), `busy`
   *   (`import`: another step has no answer), `internal`
   */
  ask: Asks<FileImportService>;
  /** Ends the thread at once; it has no files open. */
  end(): void;
}

/** A file that needs more memory ends its thread instead of the hub. */
const memoryLimit = { maxOldGenerationSizeMb: 1_024 } as const;

export function startImportThread(data: ImportThreadData): ImportThread {
  const program = findWorker(import.meta.dirname, 'file-import-worker');
  if (program === null) throw new Error('the program of the import thread is missing');
  const worker = new Worker(program, { workerData: data, resourceLimits: memoryLimit });
  const { ask, kill } = connect<FileImportService>(threadPort(worker), {
    errorOf: problemOf,
    holds: 'never',
    whenBusy: () => new HubProblem('busy', 'import'),
  });
  return { ask, end: () => void kill() };
}

/** The plan has ended: cancelled, replaced, written or unused for too long. */
export function gone(): HubProblem {
  return new HubProblem('not-found', 'import');
}

function problemOf({ kind, code, detail }: ThreadError): HubProblem {
  if (kind === 'failed') {
    if (code === 'internal') return new HubProblem('internal', `import: ${detail}`);
    if (code === 'import-plan-gone') return gone();
    return new HubProblem('bad-request', `${code}: ${detail}`);
  }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new HubProblem('bad-request', 'import-too-large: memory');
  return code === '' ? gone() : new HubProblem('internal', `import: ${code}`);
}
