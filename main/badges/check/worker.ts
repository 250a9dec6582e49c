import { readlinkSync } from 'node:fs';
import { constants, getPriority, platform, setPriority } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openStoreForReading } from '../../../db/station/open.ts';
import type { BadgeCheckProgress } from '../../../domain/badges/badge-check.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import { waitForCheckIn } from '../../base/check-ins-first.ts';
import { failureOf } from '../../base/failure-of.ts';
import { type CheckedRoster, type CheckSignals, checkRoster } from './check-roster.ts';
import { type CheckService, checkThreadDataSchema } from './messages.ts';

/**
 * Pauses six times as long as it worked: most of a processor stays free for the check-ins and the
 * badges that are drawn meanwhile. At most so many milliseconds: on a busy computer the work itself
 * takes long enough. 100,000 people take a quarter of an hour (tools/bench/badge-check.ts).
 */
const restForWork = 6;
const maxRest = 150;
/** Milliseconds between two progress reports. */
const progressInterval = 250;

// The thread of one check of all badges: reads, measures and pauses, on a separate connection.
serve<CheckService>(ownPort(), { check }, { failureOf });

type Report = (progress: BadgeCheckProgress) => void;

async function check(_: null, report: Report): Promise<CheckedRoster> {
  stepBack();
  const { location, fontFolder, checkInFlag, ...job } = z.parse(checkThreadDataSchema, workerData);
  const { path, key, nativeBinding } = location;
  const db = openStoreForReading({ path, key, nativeBinding });
  try {
    return await checkRoster(db, job, openFontBook(fontFolder), {
      ...signals(report),
      giveWay: () => waitForCheckIn(checkInFlag),
    });
  } finally {
    db.close();
  }
}

/**
 * Gives this thread a lower priority than the check-ins have. Only Linux has priorities of threads;
 * elsewhere the pauses must do.
 */
function stepBack(): void {
  if (platform() !== 'linux') return;
  const thread = Number(basename(readlinkSync('/proc/thread-self')));
  const low = constants.priority.PRIORITY_LOW;
  setPriority(thread, Math.max(getPriority(), low));
}

function signals(report: Report): Omit<CheckSignals, 'giveWay'> {
  let last = Number.NEGATIVE_INFINITY;
  let began = performance.now();
  return {
    progress: (progress) => {
      const now = performance.now();
      if (now - last < progressInterval) return;
      last = now;
      report(progress);
    },
    rest: async () => {
      await pause(Math.min(maxRest, (performance.now() - began) * restForWork));
      began = performance.now();
    },
  };
}
