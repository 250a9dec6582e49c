import { findTemplate } from '../../db/badge-templates.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import type { PrintJobState } from '../../domain/print-job.ts';
import type { Config } from '../config/config.ts';
import { readPausedPrinters } from '../config/paused-printers.ts';
import { readPrinters } from '../config/station-settings.ts';
import { notify } from '../ipc/notify.ts';
import type { Log } from '../log.ts';
import { createPrintQueue, type PrintQueue } from '../printing/queue.ts';
import startRenderThread from '../printing/render/worker.ts?nodeWorker';
import {
  createWorkerRenderer,
  renderThreadLimits,
  restAfter,
  type ThreadRenderer,
} from '../printing/render/worker-renderer.ts';
import { defaultTimings } from '../printing/transport/link.ts';
import { openTransport } from '../printing/transport/open-transport.ts';
import type { SystemPrinting } from '../printing/transport/system-printing.ts';
import type { DeskSession } from '../session.ts';
import { realTimers } from '../sync/timers.ts';
import { contentOfJob } from '../use-cases/badge-content.ts';
import { recordPrintOutcome } from '../use-cases/badges.ts';
import { type BatchRunner, createBatchRunner } from '../use-cases/batch-runner.ts';
import type { Context } from '../use-cases/context.ts';

/** The station's print queue and the thread that draws its badges. */
export function createPrinting(options: {
  context: Context;
  config: Config;
  /** Folder of the bundled fonts. */
  fonts: string;
  /** The decoder's WebAssembly file. */
  qrReaderWasm: string;
  session: DeskSession;
  log: Log;
  /** The operating system's own printers. */
  system: SystemPrinting;
  /** A job changed, and with it perhaps a fact was written: the printer's word on a badge. */
  onFact: () => void;
  /** A printer or a job is otherwise than before. */
  onHealth: () => void;
}): { queue: PrintQueue; batches: BatchRunner; renderer: ThreadRenderer } {
  const { context, log } = options;
  const renderer = createWorkerRenderer(
    () =>
      startRenderThread({
        resourceLimits: renderThreadLimits,
        workerData: { fontFolder: options.fonts, qrReaderWasm: options.qrReaderWasm },
      }),
    { after: restAfter, timers: realTimers },
  );
  const queue = createPrintQueue({
    db: context.db,
    clock: context.clock,
    renderer,
    openTransport: (settings, events) =>
      openTransport(settings, events, defaultTimings, {
        printing: options.system,
        toPng: (bitmap) => renderer.toPng(bitmap),
      }),
    contentOf: (job) => contentOfJob(context, job),
    templateOf: ({ stock }) => findTemplate(context.db, stock.template) ?? rollTemplate,
    asksAfterMinutes: () => context.event.file.policies.heldBadgeAsksAfterMinutes,
    recordChange: (job) => {
      if (job.badgeSerial === null) return;
      // What the printer says bears no operator; what somebody says at the desk bears theirs.
      const operator = isOut(job.state) ? null : options.session.caller().operator;
      const outcome = { badgeSerial: job.badgeSerial, state: job.state };
      recordPrintOutcome(context, outcome, operator?.id ?? null);
    },
    onJobChanged: (job) => {
      notify('printJobsChanged', null);
      notify('countsChanged', null);
      if (job.batchId !== null) {
        notify('printBatchesChanged', null);
        // Not when a badge came out: that moment belongs to the next one's first byte.
        if (!isOut(job.state)) batches.nudge();
      }
      options.onFact();
      options.onHealth();
    },
    pausedPrinters: readPausedPrinters(context.db),
    categoryName: (id) => categoryWords(context, id),
    onPrinterChanged: () => {
      notify('printersChanged', null);
      options.onHealth();
    },
    log,
  });
  queue.setPrinters(readPrinters(context.db, options.config));
  const batches = createBatchRunner({
    context,
    printers: () => readPrinters(context.db, options.config).length,
    wake: () => queue.wake(),
    drop: (jobId) => queue.release(jobId, 'cancel'),
    onChanged: () => {
      notify('printBatchesChanged', null);
      options.onFact();
    },
    log,
  });
  return { queue, batches, renderer };
}

function isOut(state: PrintJobState): boolean {
  return state === 'confirmed' || state === 'sent' || state === 'spooled';
}

/** A category in both languages of the event, as its badges name it. */
function categoryWords({ event }: Context, id: string): string {
  const name = event.file.categories.find((category) => category.id === id)?.name;
  return name === undefined ? id : `${name.en} / ${name.fr}`;
}
