import { lastAttemptOf } from '../../db/printing/print-attempts.ts';
import { findPrintJob } from '../../db/printing/print-jobs.ts';
import { findTemplate } from '../../db/templates.ts';
import type { Bitmap1 } from '../../domain/badges/badge.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { contentOfJob } from './badge-content.ts';
import { encodeJob } from './encode.ts';
import { encodeOptionsOf } from './encode-options.ts';
import { layoutOf } from './prepare.ts';
import type { Renderer } from './render/renderer.ts';
import { testPage } from './test-page.ts';

/** The data sent to a printer, for support. */
export interface JobBytes {
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
export async function jobBytes(
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
  const template = findTemplate(context.db, printer.stock.template) ?? rollTemplate;
  let bitmap: Bitmap1;
  try {
    ({ bitmap } = await renderer.render(content, layoutOf(printer, template)));
  } catch (error) {
    throw new CallFailure('render-failed', '', error);
  }
  const attempt = lastAttemptOf(context.db, jobId) ?? 0;
  const { chunks } = encodeJob(printer, bitmap, encodeOptionsOf(printer, attempt, false));
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
