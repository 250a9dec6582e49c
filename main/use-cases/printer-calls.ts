import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findPrintersCalls } from '../../preload/contract/find-printers.ts';
import { printBatchCalls } from '../../preload/contract/print-batches.ts';
import { printerHistoryCalls } from '../../preload/contract/printer-history.ts';
import { jobBytesCalls, printerModelCalls } from '../../preload/contract/printing.ts';
import { CallFailure } from '../call-failure.ts';
import { answers, type CallParts, type FileDialogs } from '../calls.ts';
import { readPrinters } from '../config/station-settings.ts';
import type { PrinterSearch } from '../printing/find/printer-search.ts';
import { SubnetError } from '../printing/find/subnet.ts';
import { loadPrinterModels } from '../printing/printer-models.ts';
import type { PrintQueue } from '../printing/queue.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import type { BatchRunner } from './batch-runner.ts';
import { jobBytes } from './job-bytes.ts';
import { batchViews, changeBatch, previewBatch, startBatch } from './print-batches.ts';
import { printerHistory } from './printer-history.ts';

interface PrinterParts extends CallParts {
  printerSearch: PrinterSearch;
}

/** The calls by which a supervisor sets printers up and sees what they did. */
export function printerAnswers(desk: PrinterParts) {
  const { config, context, printerSearch, notify } = desk;
  return answers(
    { ...findPrintersCalls, ...printerHistoryCalls, ...printerModelCalls },
    {
      findPrinters: async (input) => {
        try {
          return await printerSearch.find(input, (progress) =>
            notify('printerSearchProgress', progress),
          );
        } catch (error) {
          if (error instanceof SubnetError) throw new CallFailure(error.code, input.subnet ?? '');
          throw error;
        }
      },
      cancelPrinterSearch: () => printerSearch.cancel(),
      getPrinterHistory: ({ printerId }) => printerHistory(context, printerId),
      // The file is read each time: a corrected one counts at once.
      getPrinterModels: () => loadPrinterModels(config.printerModels ?? null),
    },
  );
}

interface BatchParts extends CallParts {
  batches: BatchRunner;
  queue: Pick<PrintQueue, 'wake'>;
}

/** The calls about badges that are printed ahead. */
export function printBatchAnswers(desk: BatchParts) {
  const { context, batches, log } = desk;
  const changed = (): void => {
    desk.notify('printBatchesChanged', null);
    batches.nudge();
  };
  return answers(printBatchCalls, {
    previewBatch: ({ scope }) =>
      previewBatch(context, readPrinters(context.db, desk.config), scope),
    startBatch: async ({ scope }, caller) => {
      const started = await startBatch(context, caller, scope);
      log.info(
        { batch: started.batchId, kind: scope.kind, operator: caller.operator?.id },
        'batch',
      );
      changed();
      return started;
    },
    getBatches: () => batchViews(context),
    changeBatch: (input, caller) => {
      changeBatch(context, input);
      log.info(
        { batch: input.batchId, action: input.action, operator: caller.operator?.id },
        'batch',
      );
      // The queue pauses the batch's jobs, or continues them.
      desk.queue.wake();
      changed();
    },
  });
}

interface JobBytesParts extends Pick<CallParts, 'context' | 'config'> {
  renderer: Renderer;
  dialogs: Pick<FileDialogs, 'saveJobBytes'>;
}

/** The call that saves what a printer was sent, for support. */
export function jobBytesAnswers(desk: JobBytesParts) {
  const { context, dialogs, renderer } = desk;
  return answers(jobBytesCalls, {
    saveJobBytes: async ({ jobId }) => {
      const printers = readPrinters(context.db, desk.config);
      const { name, bytes, picture } = await jobBytes(context, printers, renderer, jobId);
      const path = await dialogs.saveJobBytes(bytes === null ? `${name}.pbm` : `${name}.bin`);
      if (path === null) return false;
      if (bytes !== null) await write(path, bytes);
      await write(bytes === null ? path : pictureBeside(path), picture);
      return true;
    },
  });
}

/** `job.escpos.bin` → `job.escpos.pbm`, in the same folder. */
function pictureBeside(path: string): string {
  return `${path.replace(/\.bin$/i, '')}.pbm`;
}

async function write(path: string, content: Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (error) {
    throw new CallFailure('file-not-written', basename(path), error);
  }
}
