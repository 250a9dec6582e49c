import { randomUUID } from 'node:crypto';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import type { WritableDatabase } from '../../../db/base/types.ts';
import type { StoredEvent } from '../../../db/event/events.ts';
import { unfinishedEnds } from '../../../db/roster/last-import.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { BookingCounts, ListedBooking } from '../../../domain/bookings/listed-booking.ts';
import type {
  AddDelegations,
  DelegationsAdded,
  DelegationWord,
  EventKeeper,
  ImportedEvent,
} from '../../../domain/roster/import-delegations.ts';
import {
  type ColumnMapping,
  type ImportDecision,
  type ImportProgress,
  type ImportWritten,
  type RosterDiff,
  type RosterPreview,
  undecided,
} from '../../../domain/roster/roster-import.ts';
import type { TableOptions } from '../../../intake/table.ts';
import { connect } from '../../../platform/threads/connect.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import type { Asks } from '../../../platform/threads/service.ts';
import type { ThreadError } from '../../../platform/threads/thread-error.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Clock } from '../../base/clock.ts';
import { codeMaking } from '../../base/context.ts';
import { failureOfThread } from '../../base/thread-failure.ts';
import { notPurged } from '../../ledger/not-purged.ts';
import { addToEvent } from './add-to-event.ts';
import type {
  ImportDesk,
  ImportService,
  ImportSource,
  ImportThreadData,
  RosterHub,
  WrittenPeople,
} from './messages.ts';

interface ImportThread {
  /**
   * Makes one step. Throws CallFailure: what the step reports, `already-done` while another step has
   * no answer, `import-plan-gone` once the thread has ended.
   */
  run<Answer>(
    step: keyof ImportService,
    work: (ask: Asks<ImportService>) => Promise<Answer>,
  ): Promise<Answer>;
  /** Ends the thread after the batch in progress. A waiting caller gets `import-cancelled`. */
  stop(): Promise<void>;
}

/** Milliseconds after which a thread that does not end is terminated. */
const closeTimeout = 5_000;

/**
 * Supervises a fresh thread. If it dies, a waiting caller gets a failure and the plan is gone;
 * nothing else happens.
 */
function superviseThread(worker: Worker): ImportThread {
  let stopping = false;
  let ended = false;
  let running: keyof ImportService | null = null;
  const port = threadPort(worker);
  // Answered only in its turn: the main thread's other work, above all a check-in, went first.
  serve<ImportDesk>(port, { turn: () => null });
  const { ask, isBusy, close, kill } = connect<ImportService>(port, {
    errorOf: (error) => failureOfImport(error, stopping),
    onEnd: () => {
      ended = true;
    },
  });
  return {
    run: async (step, work) => {
      if (ended || stopping) throw new CallFailure('import-plan-gone');
      if (isBusy()) throw new CallFailure('already-done', 'import');
      running = step;
      const answer = await work(ask);
      // A finished write is reported anyway; other answers are useless after a cancellation.
      if (stopping && step !== 'apply') throw new CallFailure('import-cancelled');
      return answer;
    },
    stop: async () => {
      stopping = true;
      // While the thread opens a file it has no connection to the store and reads no messages, so
      // it is terminated. In any other state it closes its connection and ends in milliseconds.
      if (isBusy() && running === 'open') await kill();
      else await close(closeTimeout);
    },
  };
}

const failureOfStep = failureOfThread('import thread');

function failureOfImport(error: ThreadError, stopping: boolean): CallFailure {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new CallFailure('import-too-large', 'memory', error);
  if (error.kind === 'failed') return failureOfStep(error);
  if (error.code !== '') return new CallFailure('internal', error.code, error);
  return new CallFailure(stopping ? 'import-cancelled' : 'internal', 'import thread', error);
}

/**
 * Roster imports. Every call throws CallFailure: `import-file-unreadable`,
 * `import-file-is-not-a-table` (its detail says what the file is), `import-too-large`,
 * `import-mapping-incomplete`, `import-encoding-doubtful`, `import-cancelled`, `import-plan-gone`,
 * `event-purged`, `event-secret-missing`, `store-unavailable`, `disk-full`, `internal`.
 */
export interface RosterImport {
  /**
   * Reads the beginning of a list: of a file (absolute path), or of pasted text. Cancels an earlier
   * plan that is not being written.
   */
  open(list: string | { text: string }, options: TableOptions): Promise<RosterPreview>;
  /** Reads the same bytes again with other options. */
  reread(planId: string, options: TableOptions): Promise<RosterPreview>;
  /** Reads everything and returns what would change; writes nothing. */
  compare(
    planId: string,
    mapping: ColumnMapping,
    onProgress: (progress: ImportProgress) => void,
    options?: { markVips?: boolean },
  ): Promise<RosterDiff>;
  /**
   * Writes what `compare` returned, in small transactions; with a hub the people go there, and not
   * into the store. What the list says about sessions follows once all people are written; where
   * the import is cancelled or cut off before, importing the list again writes it. Badges of people
   * whom the list cancels become invalid and their places free, and stay so when it is undone. Throws CallFailure `import-mending-open` where cells
   * were corrected and no operator accepted it, `import-questions-open` where a question has no
   * answer.
   */
  apply(
    planId: string,
    onProgress: (progress: ImportProgress) => void,
    options?: {
      hub?: RosterHub | null;
      decision?: Partial<ImportDecision>;
      operatorId?: string | null;
    },
  ): Promise<ImportWritten>;
  /**
   * Adds delegations to the event as one version, or none of them; the next comparison reads the
   * file with them. Throws CallFailure `not-allowed` where the event is not kept at this station
   * (`EventKeeper`).
   */
  addDelegations(planId: string, request: AddDelegations): DelegationsAdded;
  isWriting(): boolean;
  /** Ends a plan at any moment; written delegates stay. A caller gets `import-cancelled`. */
  cancel(planId: string): Promise<void>;
  /** Carries out what an import that was cut off left: badges and places of who left the list. */
  finishEnds(): Promise<void>;
  /** The rejected rows of the last comparison as the text of a CSV file, with byte order mark. */
  rejectedCsv(planId: string, language: ScreenLanguage): Promise<string>;
  close(): Promise<void>;
}

export interface RosterImportParts {
  /** The station's own connection: it makes no checkpoints while an import writes. */
  db: WritableDatabase;
  location: StoreLocation;
  /** The station's own: it is the same object while the app runs, and has the present version. */
  event: StoredEvent;
  eventKeeper: () => EventKeeper;
  clock: Clock;
  /** Does what follows for everyone in `unfinishedEnds`. */
  finishEnds: () => Promise<void>;
  /** Writes what a list says about sessions; see `writeListedBookings`. */
  book: (
    said: readonly ListedBooking[],
    operatorId: string | null,
    isCancelled: () => boolean,
  ) => Promise<BookingCounts>;
  /** Makes a thread that runs `import/worker`. */
  startWorker: (options: WorkerOptions) => Worker;
}

/** A file that needs more memory ends its thread and not the app. */
const memoryLimit = { maxOldGenerationSizeMb: 2_048 } as const;

/** Makes the station's imports; each file is read in a thread, which ends with its plan. */
export function createRosterImport(parts: RosterImportParts): RosterImport {
  const plans = new Map<string, { thread: ImportThread; words: DelegationWord[] }>();
  let writing: string | null = null;
  let closed = false;

  const planOf = (planId: string) => {
    const plan = plans.get(planId);
    if (plan === undefined) throw new CallFailure('import-plan-gone');
    return plan;
  };
  const find = (planId: string): ImportThread => planOf(planId).thread;
  /** The event as it is now: it may have changed since the file was chosen. */
  const eventOf = (words: readonly DelegationWord[]): ImportedEvent => ({
    ...parts.event.file,
    delegationWords: words,
  });
  const end = async (planId: string): Promise<void> => {
    const plan = plans.get(planId);
    plans.delete(planId);
    await plan?.thread.stop();
  };
  const finishEnds = async (): Promise<void> => {
    const { db, event } = parts;
    if (db.open && unfinishedEnds(db, event.file.id, 1).length > 0) await parts.finishEnds();
  };
  const endAll = (except: string | null): Promise<unknown> =>
    Promise.all([...plans.keys()].filter((planId) => planId !== except).map(end));

  return {
    open: async (list, options) => {
      notPurged(parts.db, parts.event.file.id);
      await endAll(writing);
      if (closed) throw new CallFailure('import-cancelled');
      const planId = randomUUID();
      const source = typeof list === 'string' ? { path: list } : list;
      const data = threadData(parts, planId, source);
      const thread = superviseThread(
        parts.startWorker({ workerData: data, resourceLimits: memoryLimit }),
      );
      plans.set(planId, { thread, words: [] });
      try {
        return await thread.run('open', (ask) => ask.open({ options, event: eventOf([]) }));
      } catch (error) {
        await end(planId);
        throw error;
      }
    },
    reread: async (planId, options) =>
      find(planId).run('open', (ask) => ask.open({ options, event: eventOf([]) })),
    compare: async (planId, mapping, onProgress, { markVips = false } = {}) => {
      const { thread, words } = planOf(planId);
      const diff = await thread.run('compare', (ask) =>
        ask.compare({ mapping, markVips, event: eventOf(words) }, onProgress),
      );
      return { ...diff, eventKeeper: parts.eventKeeper() };
    },
    addDelegations: (planId, request) => {
      const plan = planOf(planId);
      if (parts.eventKeeper() !== 'here') throw new CallFailure('not-allowed');
      const { words, answer } = addToEvent(parts, request);
      plan.words.push(...words);
      return answer;
    },
    apply: async (planId, onProgress, { hub = null, decision, operatorId = null } = {}) => {
      notPurged(parts.db, parts.event.file.id);
      const thread = find(planId);
      if (writing !== null) throw new CallFailure('already-done', 'import');
      writing = planId;
      const wall = parts.clock();
      const write = async (): Promise<WrittenPeople> => {
        // An import forgets the one before.
        await finishEnds();
        try {
          return await withoutCheckpoints(parts.db, () =>
            thread.run('apply', (ask) =>
              ask.apply(
                { wall, hub, operatorId, decision: { ...undecided, ...decision } },
                onProgress,
              ),
            ),
          );
        } finally {
          // Also for those of a cancelled import: whom it wrote stays written.
          await finishEnds();
        }
      };
      try {
        const { said, ...written } = await write();
        if (said === null) return written;
        const bookings = await parts.book(said, operatorId, () => !plans.has(planId));
        return { ...written, bookings };
      } finally {
        writing = null;
      }
    },
    finishEnds,
    isWriting: () => writing !== null,
    cancel: end,
    rejectedCsv: async (planId, language) =>
      find(planId).run('rejectedCsv', (ask) => ask.rejectedCsv(language)),
    close: async () => {
      closed = true;
      await endAll(null);
    },
  };
}

/**
 * The import's log grows far beyond the thousand pages at which a commit copies them into the
 * store. The import's thread must do that, not a check-in.
 */
async function withoutCheckpoints<T>(db: WritableDatabase, action: () => Promise<T>): Promise<T> {
  const usual = Number(db.pragma('wal_autocheckpoint', { simple: true }));
  db.pragma('wal_autocheckpoint = 0');
  try {
    return await action();
  } finally {
    if (db.open) db.pragma(`wal_autocheckpoint = ${usual}`);
  }
}

function threadData(
  parts: RosterImportParts,
  planId: string,
  list: ImportSource,
): ImportThreadData {
  const { path, nativeBinding } = parts.location;
  // Copies: a Buffer may share its memory with others, and all of it would go to the thread.
  const key = Uint8Array.from(parts.location.key);
  const { eventSecret, ticketSecrets } = codeMaking(parts);
  const [newest, ...before] = ticketSecrets;
  return {
    planId,
    list,
    location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
    eventId: parts.event.file.id,
    eventSecret: Uint8Array.from(eventSecret),
    ticketSecrets: [Uint8Array.from(newest), ...before.map((secret) => Uint8Array.from(secret))],
  };
}
