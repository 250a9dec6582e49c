import { findPrintJob } from '../../db/printing/print-jobs.ts';
import { printingCalls, printQueueCalls } from '../../preload/contract/printing.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import {
  readPrinters,
  writePausedPrinter,
  writePrinters,
} from '../base/config/station-settings.ts';
import { badgePreview } from '../printing/badge-content.ts';
import { PrintJobStateError } from '../printing/job-moves.ts';
import { printJobViews } from '../printing/print-job-views.ts';
import type { PrintQueue } from '../printing/queue.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import { handOverBadge } from './badge-fates.ts';
import { reissueWithoutCode, reprintBadge } from './badges.ts';

interface PrintingParts extends CallParts {
  queue: PrintQueue;
  renderer: Renderer;
}

export function printingAnswers(desk: PrintingParts) {
  const { context, queue } = desk;
  return answers(
    { ...printingCalls, ...printQueueCalls },
    {
      previewBadge: (input) => badgePreview(desk, input.delegateId),
      reprintBadge: (input, caller) => {
        const issued = reprintBadge(context, caller, input);
        queue.wake(issued.jobId, performance.now());
        desk.factWritten();
        return { jobId: issued.jobId, serialText: issued.serial };
      },
      handOverBadge: (input, caller) => {
        const handedOver = handOverBadge(context, caller, input);
        desk.factWritten();
        return handedOver;
      },
      getPrintJobs: () => printJobViews(context),
      answerPrintJob: (input, caller) =>
        withJob(desk, input.jobId, () => {
          const { jobId, answer } = input;
          const isAgain = answer === 'print-again';
          const issued = isAgain ? reissueWithoutCode(context, caller, jobId) : null;
          queue.answer(jobId, issued === null ? answer : 'give-up');
          if (issued === null) return;
          queue.wake(issued.jobId, performance.now());
          desk.factWritten();
        }),
      releasePrintJob: (input) =>
        withJob(desk, input.jobId, () => queue.release(input.jobId, input.action)),
      movePrintJob: ({ jobId, printerId }) =>
        withJob(desk, jobId, () => {
          const moved = queue.moveTo(jobId, printerId);
          if (moved === 'no-printer') throw new CallFailure('not-found', printerId);
          if (moved === 'not-waiting') throw new CallFailure('already-done', jobId);
        }),
      getPrinters: () => {
        const settings = readPrinters(context.db, desk.config);
        const states = new Map(queue.printers().map((state) => [state.id, state]));
        return settings.flatMap((printer) => {
          const state = states.get(printer.id);
          return state === undefined ? [] : [{ settings: printer, state }];
        });
      },
      savePrinter: (input) => {
        const printers = readPrinters(context.db, desk.config);
        const known = printers.some(({ id }) => id === input.id);
        // In its place: of two matching printers, the first one of the list gets the badges.
        const changed = printers.map((printer) => (printer.id === input.id ? input : printer));
        usePrinters(desk, known ? changed : [...printers, input]);
      },
      removePrinter: (input) => {
        const printers = readPrinters(context.db, desk.config);
        if (!printers.some(({ id }) => id === input.id))
          throw new CallFailure('not-found', input.id);
        usePrinters(
          desk,
          printers.filter(({ id }) => id !== input.id),
        );
      },
      testPrint: (input) => {
        const known = queue.printers().some(({ id }) => id === input.printerId);
        if (!known) throw new CallFailure('no-printer', input.printerId);
        return { jobId: queue.enqueueTest(input.printerId, context.event.file.id) };
      },
      pausePrinter: ({ id, paused }) => {
        if (!queue.printers().some((printer) => printer.id === id))
          throw new CallFailure('not-found', id);
        writePausedPrinter(context.db, id, paused);
        queue.pausePrinter(id, paused);
        desk.notify('printersChanged', null);
      },
    },
  );
}

/** Changes the stored printers; those of the configuration file cannot be changed here. */
function usePrinters(desk: PrintingParts, printers: ReturnType<typeof readPrinters>): void {
  if (desk.config.printers !== undefined) {
    throw new CallFailure('not-allowed', 'printers are set in the configuration file');
  }
  writePrinters(desk.context.db, printers);
  desk.queue.setPrinters(printers);
  desk.notify('printersChanged', null);
}

function withJob(desk: PrintingParts, jobId: string, action: () => void): void {
  const job = findPrintJob(desk.context.db, jobId);
  if (job === null) throw new CallFailure('not-found');
  try {
    action();
  } catch (error) {
    if (error instanceof PrintJobStateError)
      throw new CallFailure('already-done', job.state, error);
    throw error;
  }
}
