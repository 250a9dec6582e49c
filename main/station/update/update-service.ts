import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Crypto } from '../../../domain/base/crypto.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { localDayOf, minuteOfDay, minutesOf } from '../../../domain/event/local-day.ts';
import { compareVersions, type PublisherKeys } from '../../../domain/sync/update.ts';
import type { UpdateSource } from '../../../hub/station/updates.ts';
import { moveFile } from '../../../platform/files/durable.ts';
import type { UpdateView } from '../../../preload/contract/station/care.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { errorFields, type Log } from '../../base/log.ts';
import type { Timers } from '../../base/timers.ts';
import { isForUs } from './choose-update.ts';
import { UpdateFailure, type UpdateProblem } from './failure.ts';
import { fetchArchive } from './fetch-archive.ts';
import { emptyFolder, type Installation, type PlanFile, removeFolder } from './installation.ts';
import { copyStoreBeforeUpdate, forgetStoreCopy } from './store-copy.ts';
import { isTestBuildIn } from './test-mark.ts';

/** Nothing is installed so many minutes before the first opening and after the last closing. */
const marginMinutes = 90;

/** An event day whose checkpoints have no windows counts as open between these local times. */
const defaultDay = { opens: minutesOf('06:00'), closes: minutesOf('23:00') };

/** Local times between which a station may install automatically ("tonight"). */
const night = { from: minutesOf('01:00'), to: minutesOf('05:00') };

type Hours = Pick<EventFile, 'timeZone' | 'dayBoundary' | 'days' | 'checkpoints'>;

/**
 * Whether delegates may be waiting at the desks, by the event file: on a day of the event, around
 * the windows of its checkpoints.
 *
 * @param instant UTC milliseconds
 */
export function isOpeningTime(instant: number, event: Hours): boolean {
  const day = localDayOf(instant, event);
  if (!event.days.includes(day)) return false;
  const boundary = minutesOf(event.dayBoundary);
  // Minutes since the calendar day began, counting on after midnight up to the day's boundary.
  const sinceMidnight = (minute: number): number => (minute < boundary ? minute + 1440 : minute);
  const now = sinceMidnight(minuteOfDay(instant, event.timeZone));
  const windows = event.checkpoints
    .flatMap((checkpoint) => checkpoint.windows)
    .filter((window) => window.day === day)
    .map(({ opens, closes }) => {
      const from = sinceMidnight(minutesOf(opens));
      const to = sinceMidnight(minutesOf(closes));
      return { opens: from, closes: to < from ? to + 1440 : to };
    });
  const hours = windows.length === 0 ? [defaultDay] : windows;
  const opens = Math.min(...hours.map((window) => window.opens)) - marginMinutes;
  const closes = Math.max(...hours.map((window) => window.closes)) + marginMinutes;
  return now >= opens && now <= closes;
}

/** @param instant UTC milliseconds */
export function isNight(instant: number, { timeZone }: Pick<EventFile, 'timeZone'>): boolean {
  const minute = minuteOfDay(instant, timeZone);
  return minute >= night.from && minute < night.to;
}

export interface UpdateParts {
  /** Null: a system installer updates this app. */
  installation: Installation | null;
  /** Null: no publisher is trusted, nothing is fetched. */
  publisherKeys: PublisherKeys | null;
  /** Where to check now; null while there is no source. */
  source: () => UpdateSource | null;
  version: string;
  platform: string;
  /** Only a test build accepts another. */
  isTestBuild?: boolean;
  crypto: Pick<Crypto, 'verify'>;
  event: () => EventFile;
  /** UTC milliseconds; decides about opening hours and night. */
  clock: () => number;
  isPrinting: () => boolean;
  plan: PlanFile;
  /** Absolute path of the station's store. */
  store: string;
  /** Ends the app in order, to be restarted. */
  restart: () => void;
  onChanged: () => void;
  timers: Timers;
  log: Log;
}

/** Updates of this station. Calls throw CallFailure. */
export type UpdateService = ReturnType<typeof createUpdateService>;

/** Milliseconds between two checks for an update, and between two checks of the clock. */
const checkIntervalMs = 30 * 60_000;
const tickEvery = 5 * 60_000;

/** Nothing happens before `start`. */
export function createUpdateService(parts: UpdateParts) {
  const { installation, plan, log } = parts;
  let waiting: string | null = null;
  let percent: number | null = null;
  let problem: UpdateProblem | null = null;
  let isAsked = false;
  let isDueAtEnd = false;
  let isLooking = false;
  let callOff: (() => void) | null = null;
  let untilLook = 0;

  const blockers = (): UpdateView['blockers'] => [
    ...(isOpeningTime(parts.clock(), parts.event()) ? (['opening-hours'] as const) : []),
    ...(parts.isPrinting() ? (['printing'] as const) : []),
  ];

  const fetchFrom = async (
    source: UpdateSource,
    publisherKeys: PublisherKeys,
    at: Installation,
  ): Promise<void> => {
    const { version, platform, crypto } = parts;
    const signed = await newestOf(source, platform);
    problem = null;
    const now = parts.clock();
    if (!isForUs(signed, { version, platform, publisherKeys, installation: at, now, crypto }))
      return;
    if (signed.manifest.version === waiting) return;
    if (!at.isStaged(signed.manifest.version)) {
      const folder = join(at.root, 'incoming');
      const archive = await fetchArchive(source, signed.manifest, folder, (bytes) => {
        percent = Math.floor((100 * bytes) / signed.manifest.size);
        parts.onChanged();
      });
      await stageVersion(at, signed.manifest.version, archive, parts.isTestBuild);
    }
    waiting = signed.manifest.version;
    log.info({ version: waiting }, 'an update waits');
  };

  const look = async (): Promise<void> => {
    const source = parts.source();
    const { publisherKeys } = parts;
    if (installation === null || publisherKeys === null || source === null || isLooking) return;
    isLooking = true;
    try {
      await fetchFrom(source, publisherKeys, installation);
    } catch (error) {
      problem = error instanceof UpdateFailure ? error.code : 'not-reachable';
      log.warn({ ...errorFields(error), problem }, 'no update');
    } finally {
      isLooking = false;
      percent = null;
      parts.onChanged();
    }
  };

  const install = (): void => {
    isAsked = true;
    log.info({ version: waiting }, 'starting anew for an update');
    parts.restart();
  };

  const tick = (): void => {
    callOff = parts.timers.after(tickEvery, tick);
    // Counted in ticks: after the clock was set back no update would be found until it caught up.
    untilLook -= tickEvery;
    if (untilLook <= 0) {
      untilLook = checkIntervalMs;
      void look();
    }
    if (waiting === null || !plan.isTonight() || isAsked) return;
    if (isNight(parts.clock(), parts.event()) && blockers().length === 0) install();
  };

  return {
    view: (): UpdateView => ({
      managed: installation !== null,
      trusting: parts.publisherKeys !== null && parts.source() !== null,
      waiting,
      percent,
      problem,
      tonight: plan.isTonight(),
      blockers: blockers(),
      last: installation === null ? null : lastOf(installation, parts.version),
    }),
    /** Checks for an update, fetches it and makes it ready. Failures are in the view. */
    look,
    /** Whether the waiting update is installed at night automatically. */
    planTonight: (tonight: boolean): void => {
      plan.write(tonight);
      parts.onChanged();
    },
    /**
     * Throws CallFailure `update-not-now` with the obstacles; else the app restarts with the
     * update.
     */
    installNow: (): void => {
      if (waiting === null) throw new CallFailure('not-found');
      const [blocker] = blockers();
      if (blocker !== undefined) throw new CallFailure('update-not-now', blocker);
      install();
    },
    start: tick,
    /** Call it while the store is open: what prevents the plan for tonight is read there. */
    stop: (): void => {
      callOff?.();
      // Ending the app in the evening counts as "tonight" if that was chosen.
      isDueAtEnd = waiting !== null && plan.isTonight() && blockers().length === 0;
    },
    /** Call it once the window is painted and the store is open: this version works. */
    reportReady: (): void => {
      if (installation === null) return;
      try {
        installation.reportReady(parts.version);
        forgetStoreCopy(parts.store);
        // Files that are being unpacked would count as remains.
        if (!isLooking) installation.removeOldVersions();
      } catch (error) {
        log.error(errorFields(error), 'this version could not say that it works');
      }
    },
    /** Call it last, once the store is closed: a requested update runs at the next start. */
    switchAtEnd: (): void => {
      if (installation === null || waiting === null) return;
      if (!isAsked && !isDueAtEnd) return;
      try {
        copyStoreBeforeUpdate(parts.store);
        installation.switchTo(waiting, parts.version);
        log.info({ version: waiting }, 'the next start is its trial');
      } catch (error) {
        // The running version starts again unchanged, and offers the update again.
        log.error(errorFields(error), 'the update was not installed');
      }
    },
  };
}

async function newestOf(source: UpdateSource, platform: string) {
  try {
    return await source.newest(platform);
  } catch (error) {
    throw new UpdateFailure('not-reachable', error);
  }
}

/** The last update's outcome: a newer version that failed, or this one if it was an update. */
function lastOf(installation: Installation, version: string): UpdateView['last'] {
  const failed = installation.lastFailed();
  if (failed !== null && compareVersions(failed, version) > 0) {
    return { version: failed, result: 'rolled-back' };
  }
  return installation.pointer().previous === '' ? null : { version, result: 'installed' };
}

const run = promisify(execFile);

/**
 * Unpacks a verified archive beside the running version. It starts and switches nothing. The
 * system's own `tar` unpacks: it is on every Linux, and refuses paths that leave the folder.
 *
 * @param archive absolute path, already checked against signature and hash; deleted afterwards
 * @param takesTestBuilds true only in a test build: anyone can control those
 * @throws UpdateFailure `cannot-unpack`, `no-space`, `test-build`
 */
export async function stageVersion(
  { root }: Pick<Installation, 'root'>,
  version: string,
  archive: string,
  takesTestBuilds = false,
): Promise<void> {
  const target = join(root, 'versions', version);
  const fresh = `${target}.new`;
  emptyFolder(fresh);
  try {
    await run('tar', ['-xf', archive, '-C', fresh, '--no-same-owner']);
  } catch (error) {
    removeFolder(fresh);
    const isFull = error instanceof Error && /No space left/.test(error.message);
    throw new UpdateFailure(isFull ? 'no-space' : 'cannot-unpack', error);
  }
  if (!existsSync(join(fresh, 'lanyard'))) {
    removeFolder(fresh);
    throw new UpdateFailure('cannot-unpack');
  }
  if (!takesTestBuilds && isTestBuildIn(fresh)) {
    removeFolder(fresh);
    throw new UpdateFailure('test-build');
  }
  moveFile(fresh, target);
  rmSync(archive, { force: true });
}
