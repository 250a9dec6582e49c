import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CallFailure } from '../call-failure.ts';
import { readPrinters } from '../config/station-settings.ts';
import { jobBytes } from '../use-cases/job-bytes.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The parts of a desk that this needs. */
interface JobBytesDesk extends Pick<Desk, 'context' | 'renderer'> {
  parts: Pick<Desk['parts'], 'config'>;
  dialogs: Pick<Desk['dialogs'], 'saveJobBytes'>;
}

/** The call that saves the bytes sent to a printer, for support. */
export function jobBytesHandlers(desk: JobBytesDesk): Pick<Handlers, 'saveJobBytes'> {
  const { context, dialogs, renderer } = desk;
  return {
    saveJobBytes: async ({ jobId }) => {
      const printers = readPrinters(context.db, desk.parts.config);
      const { name, bytes, picture } = await jobBytes(context, printers, renderer, jobId);
      const path = await dialogs.saveJobBytes(bytes === null ? `${name}.pbm` : `${name}.bin`);
      if (path === null) return false;
      if (bytes !== null) await write(path, bytes);
      await write(bytes === null ? path : pictureBeside(path), picture);
      return true;
    },
  };
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
