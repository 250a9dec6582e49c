import { findTemplate } from '../../db/badge-templates.ts';
import { badgesOfDelegate } from '../../db/badges.ts';
import { findPrintJob, printJobOfBadge } from '../../db/print-jobs.ts';
import { findDelegateById } from '../../db/roster.ts';
import { rollTemplate } from '../../domain/default-templates.ts';
import { formatSerial } from '../../domain/opaque-code.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import { CallFailure } from '../call-failure.ts';
import { readPrinters, writePrinters } from '../config/station-settings.ts';
import { PrintJobStateError } from '../printing/queue.ts';
import { routeOf } from '../printing/routes.ts';
import { badgeContentFor } from '../use-cases/badge-content.ts';
import { handOverBadge, reprintBadge } from '../use-cases/badges.ts';
import { printJobViews } from '../use-cases/print-job-views.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './register.ts';

type PrintingHandlers = Pick<
  Handlers,
  | 'previewBadge'
  | 'reprintBadge'
  | 'handOverBadge'
  | 'getPrintJobs'
  | 'answerPrintJob'
  | 'releasePrintJob'
  | 'getPrinters'
  | 'savePrinter'
  | 'removePrinter'
  | 'testPrint'
>;

/** The calls about badges, jobs and printers. */
export function printingHandlers(desk: Desk): PrintingHandlers {
  const { context, queue } = desk;
  return {
    previewBadge: (input) => previewBadge(desk, input.delegateId),
    reprintBadge: (input, caller) => {
      const earlier = badgesOfDelegate(context.db, context.event.file.id, input.delegateId);
      const issued = reprintBadge(context, caller, input);
      for (const badge of earlier) desk.stopJobOf(badge.serial);
      queue.wake(issued.jobId, performance.now());
      desk.factWritten();
      return { jobId: issued.jobId, serialText: issued.serial };
    },
    handOverBadge: (input, caller) => {
      handOverBadge(context, caller, input);
      desk.factWritten();
    },
    getPrintJobs: () => printJobViews(context),
    answerPrintJob: (input) =>
      withJob(desk, input.jobId, () => queue.answer(input.jobId, input.answer)),
    releasePrintJob: (input) =>
      withJob(desk, input.jobId, () => queue.release(input.jobId, input.action)),
    getPrinters: () => {
      const settings = readPrinters(context.db, desk.parts.config);
      const states = new Map(queue.printers().map((state) => [state.id, state]));
      return settings.flatMap((printer) => {
        const state = states.get(printer.id);
        return state === undefined ? [] : [{ settings: printer, state }];
      });
    },
    savePrinter: (input) => {
      const printers = readPrinters(context.db, desk.parts.config);
      const known = printers.some(({ id }) => id === input.id);
      // In its place: of two printers that fit, the first one of the list gets the badges.
      const changed = printers.map((printer) => (printer.id === input.id ? input : printer));
      usePrinters(desk, known ? changed : [...printers, input]);
    },
    removePrinter: (input) => {
      const printers = readPrinters(context.db, desk.parts.config);
      if (!printers.some(({ id }) => id === input.id)) throw new CallFailure('not-found', input.id);
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
  };
}

/** The printer that has a badge, or that one of this category would go to; else the first one. */
function printerOf(
  { context, parts }: Desk,
  serial: string | null,
  category: string,
): PrinterSettings | undefined {
  const printers = readPrinters(context.db, parts.config);
  const printerId = serial === null ? null : printJobOfBadge(context.db, serial)?.printerId;
  const route = routeOf(
    { kind: 'badge', printerId: printerId ?? null, category, priority: 0 },
    printers.map((settings) => ({ settings, canPrint: 'unknown', waiting: 0 })),
  );
  return printers.find(({ id }) => route.kind === 'to' && id === route.printerId) ?? printers[0];
}

/** The preview is the very bitmap: of the newest badge, or of the one that a check-in would print next. */
async function previewBadge(desk: Desk, delegateId: string) {
  const { context } = desk;
  const delegate = findDelegateById(context.db, context.event.file.id, delegateId);
  if (delegate === null) throw new CallFailure('not-found');
  const [newest] = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  const serial = newest?.serial ?? formatSerial({ kiosk: context.kiosk.kioskNumber, count: 0 });
  const content = badgeContentFor(context, delegate, { serial, attempt: 1 });
  const printer = printerOf(desk, newest?.serial ?? null, delegate.category);
  const template = findTemplate(context.db, printer?.stock.template ?? '') ?? rollTemplate;
  const layout = {
    widthDots: printer?.widthDots ?? 576,
    dotsPerMm: printer?.dotsPerMm ?? 8,
    template,
  };
  try {
    const rendered = await desk.renderer.render(content, layout);
    return {
      // Copied, because the contract's bytes own their memory.
      png: new Uint8Array(await desk.renderer.toPng(rendered.bitmap)),
      width: rendered.bitmap.width,
      height: rendered.bitmap.height,
      missingGlyphs: rendered.missingGlyphs,
    };
  } catch (error) {
    throw new CallFailure('render-failed', '', error);
  }
}

/** Changes the stored printers; those of the configuration file cannot be changed here. */
function usePrinters(desk: Desk, printers: ReturnType<typeof readPrinters>): void {
  if (desk.parts.config.printers !== undefined) {
    throw new CallFailure('not-allowed', 'printers are set in the configuration file');
  }
  writePrinters(desk.context.db, printers);
  desk.queue.setPrinters(printers);
  desk.notify('printersChanged', null);
}

function withJob(desk: Desk, jobId: string, action: () => void): void {
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
