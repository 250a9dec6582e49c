import { randomUUID } from 'node:crypto';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { z } from 'zod';
import type { WritableDatabase } from '../../../db/base/types.ts';
import type { StoredEvent } from '../../../db/event/events.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type {
  AddDelegations,
  DelegationsAdded,
  DelegationWord,
  EventKeeper,
  ImportedEvent,
} from '../../../domain/roster/import-delegations.ts';
import {
  type ColumnMapping,
  type ImportProgress,
  type RosterDiff,
  type RosterPreview,
  rosterDiffSchema,
  rosterPreviewSchema,
} from '../../../domain/roster/roster-import.ts';
import type { TableOptions } from '../../../intake/table.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Clock } from '../../base/clock.ts';
import { codeMaking } from '../../base/context.ts';
import { notPurged } from '../not-purged.ts';
import { addToEvent } from './add-to-event.ts';
import type {
  EndMessage,
  ImportRequest,
  ImportResponse,
  ImportThreadData,
  RosterHub,
  TurnMessage,
} from './messages.ts';

interface ImportThread {
  /** Sends one request and waits. Throws CallFailure, `already-done` while another waits. */
  ask<T extends z.ZodType>(
    request: ImportRequest,
    answer: T,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<z.output<T>>;
  /** Ends the thread after the batch in progress. A waiting caller gets `import-cancelled`. */
  stop(): Promise<void>;
}

interface Waiting {
  kind: ImportRequest['kind'];
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Milliseconds after which a thread that does not end is terminated. */
const impatienceMilliseconds = 5_000;

/**
 * Supervises a fresh thread, whose workerData holds the same `givenUp`. If it dies, a waiting
 * caller gets a failure and the plan is gone; nothing else happens.
 */
function superviseThread(worker: Worker, givenUp: SharedArrayBuffer): ImportThread {
  let waiting: Waiting | null = null;
  let stopping = false;
  let ended: CallFailure | null = null;
  const whenEnded = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const settle = (): Waiting | null => {
    const one = waiting;
    waiting = null;
    return one;
  };

  /** A finished write is reported anyway; other answers are useless after a cancellation. */
  const finish = (value: unknown): void => {
    const one = settle();
    if (stopping && one?.kind !== 'apply') one?.reject(new CallFailure('import-cancelled'));
    else one?.resolve(value);
  };

  worker.on('message', (response: ImportResponse) => {
    switch (response.kind) {
      case 'progress':
        waiting?.onProgress?.(response.progress);
        return;
      case 'turn':
        // Sent only now: the main thread's other work, above all a check-in, went first.
        worker.postMessage(turnOf(stopping));
        return;
      case 'done':
        finish(response.value);
        return;
      case 'failed':
        settle()?.reject(new CallFailure(response.code, response.detail));
    }
  });
  worker.on('error', (error) => {
    ended = crashOf(error);
    settle()?.reject(ended);
  });
  worker.on('exit', () => {
    ended ??= new CallFailure(stopping ? 'import-cancelled' : 'internal', 'import thread');
    settle()?.reject(ended);
  });

  return {
    ask: async (request, answer, onProgress) => {
      if (ended !== null || stopping) throw new CallFailure('import-plan-gone');
      if (waiting !== null) throw new CallFailure('already-done', 'import');
      const value = await new Promise<unknown>((resolve, reject) => {
        waiting = { kind: request.kind, resolve, reject, onProgress };
        worker.postMessage(request);
      });
      return answer.parse(value);
    },
    stop: async () => {
      stopping = true;
      Atomics.store(new Int32Array(givenUp), 0, 1);
      const impatience = setTimeout(() => void worker.terminate(), impatienceMilliseconds);
      // While the thread opens a file it has no connection to the store and reads no messages, so
      // it is terminated. In any other state it closes its connection and ends in milliseconds.
      if (waiting?.kind === 'open') void worker.terminate();
      else if (waiting !== null) await settled(waiting);
      worker.postMessage({ kind: 'end' } satisfies EndMessage);
      await whenEnded;
      clearTimeout(impatience);
    },
  };
}

function turnOf(stopping: boolean): TurnMessage {
  return stopping ? { kind: 'stop' } : { kind: 'go-on' };
}

function settled(one: Waiting): Promise<void> {
  return new Promise((done) => {
    const { resolve, reject } = one;
    one.resolve = (value) => {
      resolve(value);
      done();
    };
    one.reject = (failure) => {
      reject(failure);
      done();
    };
  });
}

function crashOf(error: Error): CallFailure {
  const code = 'code' in error ? String(error.code) : error.name;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new CallFailure('import-too-large', 'memory', error)
    : new CallFailure('internal', code, error);
}

/**
 * Roster imports. Every call throws CallFailure: `import-file-unreadable`,
 * `import-file-is-not-a-table` (its detail says what the file is), `import-too-large`,
 * `import-mapping-incomplete`, `import-encoding-doubtful`, `import-cancelled`, `import-plan-gone`,
 * `event-purged`, `event-secret-missing`, `store-unavailable`, `disk-full`, `internal`.
 */
export type RosterImport = ReturnType<typeof createRosterImport>;

export interface RosterImportParts {
  /** The station's own connection: it makes no checkpoints while an import writes. */
  db: WritableDatabase;
  location: StoreLocation;
  /** The station's own: it is the same object while the app runs, and has the present version. */
  event: StoredEvent;
  eventKeeper: () => EventKeeper;
  clock: Clock;
  /** Makes a thread that runs `import/worker`. */
  startWorker: (options: WorkerOptions) => Worker;
}

/** A file that needs more memory ends its thread and not the app. */
const memoryLimit = { maxOldGenerationSizeMb: 2_048 } as const;

const writtenSchema = z.strictObject({
  added: z.int().nonnegative(),
  changed: z.int().nonnegative(),
});

/** Makes the station's imports; each file is read in a thread, which ends with its plan. */
export function createRosterImport(parts: RosterImportParts) {
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
  const endAll = (except: string | null): Promise<unknown> =>
    Promise.all([...plans.keys()].filter((planId) => planId !== except).map(end));

  return {
    /**
     * Reads the beginning of a file (absolute path). Cancels an earlier plan that is not being
     * written.
     */
    open: async (path: string, options: TableOptions): Promise<RosterPreview> => {
      notPurged(parts.db, parts.event.file.id);
      await endAll(writing);
      if (closed) throw new CallFailure('import-cancelled');
      const planId = randomUUID();
      const data = threadData(parts, planId, path);
      const thread = superviseThread(
        parts.startWorker({ workerData: data, resourceLimits: memoryLimit }),
        data.givenUp,
      );
      plans.set(planId, { thread, words: [] });
      try {
        return await thread.ask({ kind: 'open', options, event: eventOf([]) }, rosterPreviewSchema);
      } catch (error) {
        await end(planId);
        throw error;
      }
    },
    /** Reads the same bytes again with other options. */
    reread: async (planId: string, options: TableOptions): Promise<RosterPreview> =>
      find(planId).ask({ kind: 'open', options, event: eventOf([]) }, rosterPreviewSchema),
    /** Reads everything and returns what would change; writes nothing. */
    compare: async (
      planId: string,
      mapping: ColumnMapping,
      onProgress: (progress: ImportProgress) => void,
      { markVips = false }: { markVips?: boolean } = {},
    ): Promise<RosterDiff> => {
      const { thread, words } = planOf(planId);
      const diff = await thread.ask(
        { kind: 'compare', mapping, markVips, event: eventOf(words) },
        rosterDiffSchema,
        onProgress,
      );
      return { ...diff, eventKeeper: parts.eventKeeper() };
    },
    /**
     * Adds delegations to the event as one version, or none of them; the next comparison reads the
     * file with them. Throws CallFailure `not-allowed` where the event is not kept at this station
     * (`EventKeeper`).
     */
    addDelegations: (planId: string, request: AddDelegations): DelegationsAdded => {
      const plan = planOf(planId);
      if (parts.eventKeeper() !== 'here') throw new CallFailure('not-allowed');
      const { words, answer } = addToEvent(parts, request);
      plan.words.push(...words);
      return answer;
    },
    /**
     * Writes what `compare` returned, in small transactions; with a hub the people go there, and
     * not into the store. Throws CallFailure `import-mending-open` where cells were corrected and
     * no operator accepted it.
     */
    apply: async (
      planId: string,
      onProgress: (progress: ImportProgress) => void,
      { hub = null, acceptMended = false }: { hub?: RosterHub | null; acceptMended?: boolean } = {},
    ): Promise<{ added: number; changed: number }> => {
      notPurged(parts.db, parts.event.file.id);
      const thread = find(planId);
      if (writing !== null) throw new CallFailure('already-done', 'import');
      writing = planId;
      try {
        return await withoutCheckpoints(parts.db, () =>
          thread.ask(
            { kind: 'apply', wall: parts.clock(), hub, acceptMended },
            writtenSchema,
            onProgress,
          ),
        );
      } finally {
        writing = null;
      }
    },
    isWriting: (): boolean => writing !== null,
    /** Ends a plan at any moment; written delegates stay. A caller gets `import-cancelled`. */
    cancel: end,
    /** The rejected rows of the last comparison as the text of a CSV file, with byte order mark. */
    rejectedCsv: async (planId: string, language: ScreenLanguage): Promise<string> =>
      find(planId).ask({ kind: 'rejected-csv', language }, z.string()),
    close: async (): Promise<void> => {
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

function threadData(parts: RosterImportParts, planId: string, file: string): ImportThreadData {
  const { path, nativeBinding } = parts.location;
  // Copies: a Buffer may share its memory with others, and all of it would go to the thread.
  const key = Uint8Array.from(parts.location.key);
  const { eventSecret, ticketSecrets } = codeMaking(parts);
  const [newest, ...before] = ticketSecrets;
  return {
    planId,
    file,
    location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
    eventId: parts.event.file.id,
    eventSecret: Uint8Array.from(eventSecret),
    ticketSecrets: [Uint8Array.from(newest), ...before.map((secret) => Uint8Array.from(secret))],
    givenUp: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
}
