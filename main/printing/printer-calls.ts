import {
  attemptsOfPrinter,
  lastAttemptOf,
  printJobsOfPrinter,
} from '../../db/printing/print-attempts.ts';
import { findPrintJob } from '../../db/printing/print-jobs.ts';
import { findTemplate } from '../../db/templates.ts';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import {
  attemptOutcomeSchema,
  findPrintersCalls,
  type HistoryJob,
  jobBytesCalls,
  printerHistoryCalls,
  printerModelCalls,
} from '../../preload/contract/printing.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts, type FileDialogs } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { contentOfJob } from './badge-content.ts';
import { encodeJob } from './encode.ts';
import { encodeOptionsOf } from './encode-options.ts';
import type { PrinterSearch } from './find/printer-search.ts';
import { layoutOf } from './prepare.ts';
import { loadPrinterModels } from './printer-models.ts';
import { encodedAside } from './render/encoded-aside.ts';
import type { Renderer } from './render/renderer.ts';
import { testPage } from './test-page.ts';

interface PrinterParts extends CallParts {
  printerSearch: PrinterSearch;
}

export function printerAnswers(desk: PrinterParts) {
  const { config, context, printerSearch, notify } = desk;
  return answers(
    { ...findPrintersCalls, ...printerHistoryCalls, ...printerModelCalls },
    {
      findPrinters: (input) =>
        printerSearch.find(input, (progress) => notify('printerSearchProgress', progress)),
      cancelPrinterSearch: () => printerSearch.cancel(),
      getPrinterHistory: ({ printerId }) => printerHistory(context, printerId),
      // The file is read each time: a corrected one counts at once.
      getPrinterModels: () => loadPrinterModels(config.printerModels ?? null),
    },
  );
}

interface JobBytesParts extends Pick<CallParts, 'context' | 'config'> {
  renderer: Renderer;
  dialogs: Pick<FileDialogs, 'saveJobBytes'>;
}

/** The call that saves the bytes sent to a printer, for support. */
export function jobBytesAnswers(desk: JobBytesParts) {
  const { context, dialogs, renderer } = desk;
  return answers(jobBytesCalls, {
    saveJobBytes: async ({ jobId }) => {
      const printers = readPrinters(context.db, desk.config);
      const { name, bytes, picture } = await jobBytes(context, printers, renderer, jobId);
      const path = await dialogs.saveJobBytes(bytes === null ? `${name}.pbm` : `${name}.bin`);
      if (path === null) return false;
      if (bytes !== null) await savePersonalFile(context, path, bytes);
      const beside = bytes === null ? path : pictureBeside(path);
      return await savePersonalFile(context, beside, picture);
    },
  });
}

/** `job.escpos.bin` → `job.escpos.pbm`, in the same folder. */
function pictureBeside(path: string): string {
  return `${path.replace(/\.bin$/i, '')}.pbm`;
}

const jobsShown = 200;

/** Outcomes as stored; an outcome of a later version is shown as unknown. */
const storedOutcomeSchema = attemptOutcomeSchema.catch('unknown').nullable();

export function printerHistory(context: Context, printerId: string): HistoryJob[] {
  const jobs = printJobsOfPrinter(context.db, context.event.file.id, printerId, jobsShown);
  const attempts = attemptsOfPrinter(
    context.db,
    printerId,
    jobs.map(({ id }) => id),
  );
  return jobs.map((job) => ({
    jobId: job.id,
    kind: job.kind,
    state: job.state,
    reason: job.reason,
    serialText: job.badgeSerial ?? '',
    createdAt: job.createdWall,
    attempts: attempts
      .filter(({ jobId }) => jobId === job.id)
      .map((attempt) => ({
        id: attempt.id,
        startedAt: attempt.startedWall,
        endedAt: attempt.endedWall,
        outcome: storedOutcomeSchema.parse(attempt.outcome),
        reason: attempt.reason,
        detail: attempt.detail,
      })),
  }));
}

interface JobBytes {
  /** Name of the file, `<job>.<language>`; the job's id reveals no person. */
  name: string;
  /** The language's bytes; null for the system's driver, which gets a picture. */
  bytes: Uint8Array | null;
  /** The dots as PBM (P4). */
  picture: Uint8Array;
}

/**
 * Makes a job's bytes again, for its printer's present settings. Drawing and encoding are
 * deterministic, so these are the bytes of the job's last attempt, unless its text, template or
 * printer has changed since.
 *
 * @throws CallFailure `not-found`, `no-printer`, `render-failed`
 */
async function jobBytes(
  context: Context,
  printers: readonly PrinterSettings[],
  renderer: Renderer,
  jobId: string,
): Promise<JobBytes> {
  const job = findPrintJob(context.db, jobId);
  if (job === null) throw new CallFailure('not-found', jobId);
  // A badge that was not tried yet will go to the first printer.
  const printer = printers.find(({ id }) => id === job.printerId || job.printerId === null);
  if (printer === undefined) throw new CallFailure('no-printer', job.printerId ?? '');
  const content =
    job.kind === 'test' ? testPage(printer, job.createdWall) : contentOfJob(context, job);
  if (typeof content === 'string') throw new CallFailure('render-failed', content);
  const template = findTemplate(context.db, printer.stock.template) ?? rollTemplate();
  let bitmap: Bitmap1;
  try {
    ({ bitmap } = await renderer.render(content, layoutOf(printer, template)));
  } catch (error) {
    throw new CallFailure('render-failed', '', error);
  }
  const attempt = lastAttemptOf(context.db, jobId) ?? 0;
  const options = encodeOptionsOf(printer, attempt, false);
  const { chunks } = encodedAside(encodeJob(printer, bitmap, options), renderer);
  await Promise.all(chunks.map((chunk) => chunk.ready?.()));
  return {
    name: `${jobId}.${printer.language}`,
    bytes: chunks.length === 0 ? null : Buffer.concat(chunks.map(({ bytes }) => bytes)),
    picture: toPbm(bitmap),
  };
}

/** PBM, binary form P4: a header in ASCII, then a bitmap's rows unchanged (Netpbm's pbm(5)). */
function toPbm({ width, height, bits }: Bitmap1): Uint8Array {
  return Buffer.concat([Buffer.from(`P4\n${width} ${height}\n`, 'latin1'), bits]);
}
