import { readlinkSync } from 'node:fs';
import { constants, getPriority, platform, setPriority } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openStoreForReading } from '../../../db/station/open.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { waitForCheckIn } from '../../base/check-ins-first.ts';
import { failureOf } from '../../roster/import/failure.ts';
import { type CheckSignals, checkRoster } from './check-roster.ts';
import { type CheckMessage, checkThreadDataSchema } from './messages.ts';

/** The thread of one check of all badges: reads, measures and pauses, on a separate connection. */
const port = parentPort;
if (port === null) throw new Error('badges/check/worker must run as a worker thread');

/**
 * Pauses six times as long as it worked: most of a processor stays free for the check-ins and the
 * badges that are drawn meanwhile. At most so many milliseconds: on a busy computer the work itself
 * takes long enough. 100,000 people take a quarter of an hour (tools/bench/badge-check.ts).
 */
const restForWork = 6;
const maxRest = 150;
/** Milliseconds between two progress reports. */
const progressInterval = 250;

void run(port);

async function run(main: MessagePort): Promise<void> {
  const send = (message: CheckMessage): void => main.postMessage(message);
  try {
    stepBack();
    const { location, fontFolder, checkInFlag, ...job } = z.parse(
      checkThreadDataSchema,
      workerData,
    );
    const { path, key, nativeBinding } = location;
    const db = openStoreForReading({ path, key, nativeBinding });
    try {
      const result = await checkRoster(db, job, openFontBook(fontFolder), {
        ...signals(send),
        giveWay: () => waitForCheckIn(checkInFlag),
      });
      send({ kind: 'done', result });
    } finally {
      db.close();
    }
  } catch (error) {
    send({ kind: 'failed', ...failureOf(error) });
  }
  main.close();
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

function signals(send: (message: CheckMessage) => void): Omit<CheckSignals, 'giveWay'> {
  let last = Number.NEGATIVE_INFINITY;
  let began = performance.now();
  return {
    progress: (progress) => {
      const now = performance.now();
      if (now - last < progressInterval) return;
      last = now;
      send({ kind: 'progress', progress });
    },
    rest: async () => {
      await pause(Math.min(maxRest, (performance.now() - began) * restForWork));
      began = performance.now();
    },
  };
}
