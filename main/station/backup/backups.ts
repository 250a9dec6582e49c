import type { Worker } from 'node:worker_threads';
import { dataVersion } from '../../../db/base/statement.ts';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { type CopyPlace, insertCopyPlace } from '../../../db/base/written-files.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { askOnce, connect } from '../../../platform/threads/connect.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { Timers } from '../../base/timers.ts';
import { deleteCopies, erasePlace, listCopies, markedPlace } from './copies.ts';
import type { CopyAnswer, CopyRequest, CopyService } from './messages.ts';
import { copiesFolder } from './places.ts';

/** The log records it. */
export type CopyReason = 'time' | 'start' | 'asked' | 'import' | 'purge' | 'update' | 'day-close';

export interface BackupParts {
  db: WritableDatabase;
  location: StoreLocation;
  stationNumber: string;
  /** A second folder, on another disk, or null. */
  second: string | null;
  /** Milliseconds between two copies, while something changes. */
  every: number;
  startWorker: (request: CopyRequest) => Worker;
  timers: Timers;
  /** The machine's clock, UTC milliseconds. */
  now: () => number;
  /** The state that warnings and pages show has changed. */
  onChange: () => void;
  /** A copy is good: the journal kept beside the store since the last copy may begin again. */
  copied: () => void;
  /** Called when copying met damage in the store itself. */
  damaged: () => void;
  log: Log;
}

export type CopyProblem = Extract<CopyAnswer, { ok: false }>['code'];

export interface BackupState {
  /** When the newest good copy was made, or null. */
  newest: number | null;
  copies: number;
  bytes: number;
  folder: string;
  /** Whether the second folder has the newest copy; null without such a folder or any copy. */
  second: boolean | null;
  /** Why the last attempt failed, and since when; null if it succeeded. */
  problem: { code: CopyProblem; since: number } | null;
}

export type Backups = ReturnType<typeof createBackups>;

/** Bytes that copies leave free for the ledger: some hundred thousand check-ins. */
export const copyReserve = 256 * 1024 * 1024;

/** Nothing runs before `start`. */
export function createBackups(parts: BackupParts) {
  const { db, location, stationNumber, timers, log } = parts;
  const folder = copiesFolder(location);
  let copiedAt: string | null = null;
  let second: boolean | null = null;
  let problem: BackupState['problem'] = null;
  let working: Promise<unknown> = Promise.resolve();
  let cancel: (() => void) | null = null;
  let isStopped = false;

  const copy = async (reason: CopyReason): Promise<CopyProblem | null> => {
    const far = await farPlace(parts);
    const mark = changeMark(db);
    const started = performance.now();
    const worker = parts.startWorker({
      path: location.path,
      key: Uint8Array.from(location.key),
      ...(location.nativeBinding === undefined ? {} : { nativeBinding: location.nativeBinding }),
      stationNumber,
      folder,
      second: far,
      reserve: copyReserve,
      now: parts.now(),
    });
    const answer = await askOnce(connect<CopyService>(threadPort(worker)), ({ ask }) => ask.copy());
    const took = Math.round(performance.now() - started);
    if (answer.ok) {
      copiedAt = mark;
      ({ second } = answer);
      problem = null;
      parts.copied();
      const { facts, kept, copy: made } = answer;
      log.info({ reason, facts, kept, bytes: made.bytes, took, second }, 'store copied');
    } else {
      problem = { code: answer.code, since: problem?.since ?? parts.now() };
      log.warn({ reason, code: answer.code, took }, 'store not copied');
      if (answer.code === 'corrupt-or-wrong-key') parts.damaged();
    }
    parts.onChange();
    return answer.ok ? null : answer.code;
  };
  const backUpNow = (reason: CopyReason): Promise<CopyProblem | null> => {
    const next = working
      .then(() => copy(reason))
      .catch((error: unknown): CopyProblem => {
        log.error(errorFields(error), 'store not copied');
        problem = { code: 'failed', since: problem?.since ?? parts.now() };
        parts.onChange();
        return 'failed';
      });
    working = next;
    return next;
  };
  const afterCopy = <T>(work: () => T): Promise<T> => {
    const next = working.then(work);
    working = next.catch(() => {});
    return next;
  };
  const later = (): void => {
    cancel = timers.after(parts.every, () => void look('time'));
  };
  const look = async (reason: CopyReason): Promise<void> => {
    if (changeMark(db) !== copiedAt) await backUpNow(reason);
    if (!isStopped) later();
  };
  return {
    /** Checks at once, and then at intervals. */
    start: (): void => void look('start'),
    /** Makes a copy now even if nothing changed, after any copy in progress. Null: success. */
    backUpNow,
    state: (): BackupState => {
      const copies = listCopies(folder, null);
      return {
        newest: copies[0]?.made ?? null,
        copies: copies.length,
        bytes: copies.reduce((sum, { bytes }) => sum + bytes, 0),
        folder,
        second,
        problem,
      };
    },
    /**
     * Deletes every copy beside the store, after the one in progress, and returns how many there
     * were. Rejects where one cannot be deleted.
     */
    deleteAll: (): Promise<number> =>
      afterCopy(() => {
        copiedAt = null;
        return deleteCopies(folder, null);
      }),
    /** Deletes every copy in a folder on another disk; null while that disk is away. */
    erase: (place: CopyPlace): Promise<number | null> =>
      afterCopy(() => erasePlace(place, stationNumber)),
    /** Resolves after the copy in progress. */
    stop: async (): Promise<void> => {
      isStopped = true;
      cancel?.();
      await working;
    },
  };
}

/** The second folder, recorded in the store before anything is copied there. */
async function farPlace(parts: BackupParts): Promise<CopyPlace | 'away' | null> {
  if (parts.second === null) return null;
  const place = await markedPlace(parts.second, parts.stationNumber);
  if (place === null) return 'away';
  insertCopyPlace(parts.db, place);
  return place;
}

/** Changes with every commit, of this connection or another. */
function changeMark(db: WritableDatabase): string {
  const own = db.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0;
  return `${dataVersion(db)} ${own}`;
}
