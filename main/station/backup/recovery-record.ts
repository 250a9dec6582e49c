import { z } from 'zod';
import { readSetting, writeSetting } from '../../../db/base/settings.ts';
import { statement } from '../../../db/base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import type { Log } from '../../base/log.ts';

const recoverySchema = z.strictObject({
  /** When the store was restored; UTC milliseconds of the machine's clock. */
  at: z.int(),
  /** `unreadable`: damaged; `cut-short`: whole but without its last facts; `missing`: not there. */
  cause: z.enum(['unreadable', 'cut-short', 'missing']),
  /** What it was restored from. `file`: the readable part of the damaged file itself. */
  source: z.enum(['copy', 'file', 'store']),
  /** Null where no copy was used. */
  copyMade: z.int().nullable(),
  /** The damaged file, which was kept; null where there was none. */
  putAside: z.string().nullable(),
  station: z.uuid(),
  incarnation: z.int().positive(),
  /** The copy holds this incarnation's facts up to `base`; by the mark they went up to `marked`. */
  base: z.int().nonnegative(),
  end: z.int().nonnegative(),
  marked: z.int().nonnegative().nullable(),
  isWhole: z.boolean(),
  /** Facts, and admissions among them, that were read from the damaged file. */
  facts: z.int().nonnegative(),
  admissions: z.int().nonnegative(),
  /** Badges that an operator must confirm or reprint. */
  askingJobs: z.int().nonnegative(),
  /** Walk-ins, corrections and replacements whose personal part is gone or cannot be read. */
  unread: z.int().nonnegative(),
  /** An operator read the notice at the start. */
  seen: z.boolean(),
  /** The supervisor who resolved what was missing, or null. */
  settledBy: z.uuid().nullable(),
});
/** What a recovery did; ids, numbers and paths only. */
export type Recovery = z.infer<typeof recoverySchema>;

const setting = 'recovery';

export function readRecovery(db: ReadableDatabase): Recovery | null {
  const parsed = recoverySchema.safeParse(readSetting(db, setting));
  return parsed.success ? parsed.data : null;
}

/** Overwrites the previous record. */
export function writeRecovery(db: WritableDatabase, recovery: Recovery): void {
  writeSetting(db, setting, recoverySchema.parse(recovery));
}

/**
 * Notes that an operator read the notice.
 *
 * @param settledBy the supervisor who resolved what was missing; null if only read at the start
 */
export function noteRecoverySeen(db: WritableDatabase, settledBy: string | null): void {
  const recovery = readRecovery(db);
  if (recovery === null) return;
  writeRecovery(db, { ...recovery, seen: true, settledBy: settledBy ?? recovery.settledBy });
}

/** How much of the ledger is back by now. */
export interface RecoveryState {
  /** Facts that came back from the hub since. */
  fromHub: number;
  /** Facts of which no copy was found yet; null where their number is unknown. */
  missing: number | null;
}

/** Counts what came back since: the hub returns the rest of the old incarnation bit by bit. */
export function recoveryState(db: ReadableDatabase, recovery: Recovery): RecoveryState {
  const { station, incarnation, base, marked } = recovery;
  const last = marked ?? Number.MAX_SAFE_INTEGER;
  const row = statement<unknown[], { n: number }>(
    db,
    `SELECT count(*) AS n FROM (
       SELECT kseq FROM attendance_event
       WHERE station = @station AND incarnation = @incarnation AND kseq > @base AND kseq <= @last
       UNION SELECT kseq FROM unknown_event
       WHERE station = @station AND incarnation = @incarnation AND kseq > @base AND kseq <= @last
       UNION SELECT kseq FROM superseded_event
       WHERE station = @station AND incarnation = @incarnation AND kseq > @base AND kseq <= @last)`,
  ).get({ station, incarnation, base, last });
  const back = row?.n ?? 0;
  const ownFile = Math.min(recovery.facts, back);
  if (recovery.isWhole) return { fromHub: 0, missing: 0 };
  return {
    fromHub: back - ownFile,
    missing: marked === null ? null : Math.max(0, marked - base - back),
  };
}

export interface OpenRecovery {
  /** Nothing is missing or unread, or all of it has come back since. */
  isWhole: boolean;
  /** An operator read the notice at the start. */
  seen: boolean;
  /** The damaged file, which was kept; empty where there was none. */
  putAside: string;
}

/** Null where a supervisor has resolved the last recovery, or there was none. */
export function openRecovery(db: ReadableDatabase): OpenRecovery | null {
  const recovery = readRecovery(db);
  if (recovery === null || recovery.settledBy !== null) return null;
  const isWhole = recoveryState(db, recovery).missing === 0 && recovery.unread === 0;
  return { isWhole, seen: recovery.seen, putAside: recovery.putAside ?? '' };
}

/** Logs numbers and the name of the file only. */
export function logRecovery(log: Log, recovery: Recovery): void {
  log.warn(
    {
      cause: recovery.cause,
      source: recovery.source,
      copyMade: recovery.copyMade,
      putAside: recovery.putAside,
      base: recovery.base,
      end: recovery.end,
      marked: recovery.marked,
      isWhole: recovery.isWhole,
      facts: recovery.facts,
      admissions: recovery.admissions,
      askingJobs: recovery.askingJobs,
      unread: recovery.unread,
    },
    'store restored',
  );
}
