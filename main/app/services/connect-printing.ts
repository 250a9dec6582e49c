import { findTemplate } from '../../../db/templates.ts';
import { onPapers } from '../../../domain/base/language.ts';
import type { PrintJobState } from '../../../domain/printing/print-job.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { recordPrintOutcome } from '../../badges/badges.ts';
import { type BatchRunner, createBatchRunner } from '../../badges/batch-runner.ts';
import type { Config } from '../../base/config/config.ts';
import { readPausedPrinters, readPrinters } from '../../base/config/station-settings.ts';
import type { Context } from '../../base/context.ts';
import type { Log } from '../../base/log.ts';
import type { DeskSession } from '../../operators/session.ts';
import { contentOfJob } from '../../printing/badge-content.ts';
import { createPrintQueue, type PrintQueue, type PrintQueueDeps } from '../../printing/queue.ts';
import type { notify } from '../gateway/notify.ts';

/** What a station's printing needs, whatever draws its badges and connects to its printers. */
export interface StationPrinting
  extends Pick<PrintQueueDeps, 'renderer' | 'openTransport' | 'pollMs'> {
  context: Context;
  config: Config;
  session: DeskSession;
  notify: typeof notify;
  log: Log;
  /** A job changed; a fact with the printer's result for a badge may have been written. */
  onFact: () => void;
  onHealth: () => void;
}

export function connectPrinting(options: StationPrinting): {
  queue: PrintQueue;
  batches: BatchRunner;
} {
  const { context, notify, log } = options;
  const queue = createPrintQueue({
    db: context.db,
    clock: context.clock,
    renderer: options.renderer,
    openTransport: options.openTransport,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    contentOf: (job) => contentOfJob(context, job),
    templateOf: ({ stock }) => findTemplate(context.db, stock.template) ?? rollTemplate(),
    asksAfterMinutes: () => context.event.file.policies.heldBadgeAsksAfterMinutes,
    recordChange: (job) => {
      if (job.badgeSerial === null) return;
      // A printer's own report has no operator; an operator's answer at the desk has one.
      const operator = isOut(job.state) ? null : options.session.caller().operator;
      const outcome = { badgeSerial: job.badgeSerial, state: job.state };
      recordPrintOutcome(context, outcome, operator?.id ?? null);
    },
    onJobChanged: (job) => {
      notify('printJobsChanged', null);
      notify('countsChanged', null);
      if (job.batchId !== null) {
        notify('printBatchesChanged', null);
        // Not when a badge came out: the first byte of the next badge has priority then.
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
  return { queue, batches };
}

function isOut(state: PrintJobState): boolean {
  return state === 'confirmed' || state === 'sent' || state === 'spooled';
}

/** A category in the languages of papers, as badges name it. */
function categoryWords({ event }: Context, id: string): string {
  const name = event.file.categories.find((category) => category.id === id)?.name;
  return name === undefined ? id : onPapers(name, event.file);
}
