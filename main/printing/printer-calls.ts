import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findPrintersCalls } from '../../preload/contract/find-printers.ts';
import { printerHistoryCalls } from '../../preload/contract/printer-history.ts';
import { jobBytesCalls, printerModelCalls } from '../../preload/contract/printing.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts, type FileDialogs } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import type { PrinterSearch } from './find/printer-search.ts';
import { SubnetError } from './find/subnet.ts';
import { jobBytes } from './job-bytes.ts';
import { printerHistory } from './printer-history.ts';
import { loadPrinterModels } from './printer-models.ts';
import type { Renderer } from './render/renderer.ts';

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
