import type { Worker } from 'node:worker_threads';
import { countWrittenSince } from '../../../db/roster/roster.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import {
  type BadgeCheckProgress,
  type BadgeFinding,
  type BadgeFindingKind,
  layoutKinds,
  maxKeptFindings,
} from '../../../domain/badges/badge-check.ts';
import type { ClockReading } from '../../../domain/ledger/clock-jump.ts';
import { askOnce, type Connection, connect } from '../../../platform/threads/connect.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import type { BadgeCheckView } from '../../../preload/contract/badges.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { CallParts } from '../../base/calls.ts';
import { checkInFlag } from '../../base/check-ins-first.ts';
import { steadyNow } from '../../base/clock.ts';
import { today } from '../../base/context.ts';
import { failureOfThread } from '../../base/thread-failure.ts';
import { layoutOfBadge } from '../../printing/badge-content.ts';
import type { CheckedRoster } from './check-roster.ts';
import type { CheckService, CheckThreadData } from './messages.ts';

/** The check of every badge of the roster: one at a time, its result kept until the app ends. */
export type BadgeCheck = ReturnType<typeof createBadgeCheck>;

export interface BadgeCheckParts extends Pick<CallParts, 'context' | 'config' | 'notify'> {
  location: StoreLocation;
  fontFolder: string;
  /** Makes a thread that runs `check/worker`. */
  startWorker: (workerData: CheckThreadData) => Worker;
  /** For the log. */
  onFailure: (failure: CallFailure) => void;
}

/** Limits of the thread: with a small nursery its garbage is collected before it piles up. */
export const checkThreadLimits = { maxYoungGenerationSizeMb: 8 };

interface Last extends CheckedRoster {
  at: number;
  /** Steady milliseconds of the same moment. */
  steady: number;
  /** What the layouts depended on beside the people. */
  basis: string;
}

interface Running {
  connection: Connection<CheckService>;
  progress: BadgeCheckProgress | null;
}

export function createBadgeCheck(parts: BadgeCheckParts) {
  const { context, notify } = parts;
  let running: Running | null = null;
  let last: Last | null = null;
  let failure: CallFailure | null = null;

  const changed = (): void => notify('badgeCheckChanged', null);
  const stop = async (): Promise<void> => {
    const stopped = running;
    running = null;
    await stopped?.connection.kill();
  };

  const start = (): void => {
    if (running !== null) throw new CallFailure('already-done', 'badge-check');
    const [at, steady] = [context.clock(), steadyNow(context)];
    const job = jobOf(parts);
    const basis = JSON.stringify([...job.layouts, job.day, job.event]);
    const { path, nativeBinding } = parts.location;
    const key = Uint8Array.from(parts.location.key);
    const worker = parts.startWorker({
      location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
      fontFolder: parts.fontFolder,
      checkInFlag,
      ...job,
      previous: canContinue(last, basis, { wall: at, steady })
        ? { at: last.at, findings: last.findings }
        : null,
    });
    const connection = connect<CheckService>(threadPort(worker), {
      errorOf: failureOfThread('badge check'),
      // The app must be able to end meanwhile.
      holds: 'never',
    });
    const own: Running = { connection, progress: null };
    running = own;
    failure = null;
    const end = (result: CheckedRoster | null, why: CallFailure | null): void => {
      if (running !== own) return;
      running = null;
      if (result !== null) last = { ...result, at, steady, basis };
      failure = why;
      if (why !== null) parts.onFailure(why);
      changed();
    };
    const report = (progress: BadgeCheckProgress): void => {
      if (running !== own) return;
      own.progress = progress;
      notify('badgeCheckProgress', progress);
    };
    askOnce(connection, ({ ask }) => ask.check(null, report)).then(
      (result) => end(result, null),
      (error: unknown) =>
        end(null, error instanceof CallFailure ? error : new CallFailure('internal', '', error)),
    );
    changed();
  };

  const forget = async (): Promise<void> => {
    last = null;
    await stop();
    changed();
  };

  return {
    view: (): BadgeCheckView => ({
      running: running && { progress: running.progress },
      failure: failure?.code ?? null,
      result: last && {
        at: last.at,
        people: last.people,
        counts: last.counts,
        changes: countWrittenSince(context.db, context.event.file.id, last.at),
      },
    }),
    /** Begins a check. Throws CallFailure `already-done` while one runs. */
    start,
    /** Ends a running check; the result before it stays. */
    cancel: async (): Promise<void> => {
      await stop();
      changed();
    },
    /** What the last check found, by name; at most `maxKeptFindings` of a kind. */
    findings: (kind: BadgeFindingKind | null): readonly BadgeFinding[] =>
      last?.findings.filter((one) => kind === null || one.kind === kind) ?? [],
    /**
     * Call it for another version of the event: drops the earlier result, and restarts a running
     * check.
     */
    eventChanged: async (): Promise<void> => {
      const wasRunning = running !== null;
      await forget();
      if (wasRunning && running === null) start();
    },
    /** Ends a running check and drops the result: personal data was purged, or the app ends. */
    forget,
  };
}

/** The layouts of each category of the event, by the printers that there are now. */
function jobOf(parts: BadgeCheckParts) {
  const event = parts.context.event.file;
  const now = today(parts.context);
  const [firstDay = now] = event.days;
  return {
    event,
    language: parts.context.language,
    // Before the event, the badges of its first day.
    day: event.days.some((day) => day <= now) ? now : firstDay,
    layouts: new Map(event.categories.map(({ id }) => [id, layoutOfBadge(parts, null, id)])),
  };
}

/** Milliseconds. A clock that was set by more than this since may hide a change of the roster. */
const clockMoved = 1_000;

/** Whether a check knows what was wrong with each badge, and nothing but people changed since. */
function canContinue(last: Last | null, basis: string, now: ClockReading): last is Last {
  return (
    last !== null &&
    last.basis === basis &&
    Math.abs(now.wall - last.at - (now.steady - last.steady)) < clockMoved &&
    [...layoutKinds].every((kind) => last.counts[kind] <= maxKeptFindings)
  );
}
