import { type HoldReason, holdReasonSchema, type PrintOutcome } from '../../../domain/print-job.ts';
import { LinkError } from './link.ts';
import { isPrintable, type Protocol } from './protocol.ts';
import type { EncodedJob, PrinterCondition, SendOptions } from './transport.ts';

/** Sends one job, after asking the printer, and follows it to its outcome. */
export async function sendJob(
  protocol: Protocol,
  job: EncodedJob,
  options: SendOptions,
): Promise<PrintOutcome> {
  const condition = await protocol.askBeforeJob(job);
  if (!isPrintable(condition)) return notNow(condition);
  try {
    if (!protocol.isOpen()) await protocol.open();
  } catch (error) {
    return notNow(protocol.conditionOfError(error));
  }
  options.beforeFirstByte();
  try {
    await writeJob(protocol, job, options);
  } catch (error) {
    protocol.abort();
    return brokenOff(protocol, error);
  }
  switch (protocol.ability) {
    case 'blind':
      await protocol.close();
      return { kind: 'sent' };
    case 'status':
      return protocol.watch();
    case 'confirm':
      options.onAwaiting();
      return protocol.awaitConfirmation(options.confirmId);
  }
}

/** Nothing left the host. */
function notNow(condition: PrinterCondition): PrintOutcome {
  const reason = holdReasonSchema.parse(condition.condition);
  const retryable = reason === 'offline' || reason === 'busy-elsewhere';
  return { kind: retryable ? 'retryable' : 'held', reason, detail: condition.detail };
}

async function writeJob(protocol: Protocol, job: EncodedJob, options: SendOptions): Promise<void> {
  let seenRaster = false;
  for (const chunk of job.chunks) {
    await protocol.write(chunk.bytes);
    if (chunk.raster && !seenRaster) {
      seenRaster = true;
      options.onFirstRasterByte();
    }
  }
}

/** Something left and not all: what the printer says now is the likeliest reason. */
async function brokenOff(protocol: Protocol, error: unknown): Promise<PrintOutcome> {
  const broken = error instanceof LinkError ? error : null;
  const detail = broken?.detail ?? (error instanceof Error ? error.message : String(error));
  const now = protocol.ability === 'blind' ? null : await protocol.askCondition();
  const fault = now === null ? null : faultOf(now);
  return { kind: 'failed-partial', reason: fault ?? broken?.reason ?? 'printer-error', detail };
}

function faultOf(condition: PrinterCondition): HoldReason | null {
  return isPrintable(condition) ? null : holdReasonSchema.parse(condition.condition);
}
