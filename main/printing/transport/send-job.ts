import { type HoldReason, holdReasonSchema, type PrintOutcome } from '../../../domain/print-job.ts';
import { askCondition, conditionOfError } from './ask-condition.ts';
import { awaitConfirmation, watch } from './follow-job.ts';
import { LinkError } from './link.ts';
import { isPrintable, type Session } from './session.ts';
import type { EncodedJob, PrinterCondition, SendOptions } from './transport.ts';

/** Sends one job, after asking the printer, and follows it to its outcome. */
export async function sendJob(
  session: Session,
  job: EncodedJob,
  options: SendOptions,
): Promise<PrintOutcome> {
  const condition = await askCondition(session);
  if (!isPrintable(condition)) return notNow(condition);
  try {
    if (!session.conversation.isOpen()) await session.conversation.open();
  } catch (error) {
    return notNow(conditionOfError(session, error));
  }
  options.beforeFirstByte();
  try {
    await writeJob(session, job, options);
  } catch (error) {
    session.conversation.abort();
    return brokenOff(session, error);
  }
  switch (session.ability) {
    case 'blind':
      await session.conversation.close();
      return { kind: 'sent' };
    case 'status':
      return watch(session);
    case 'confirm':
      options.onAwaiting();
      return awaitConfirmation(session, options.confirmId);
  }
}

/** Nothing left the host. */
function notNow(condition: PrinterCondition): PrintOutcome {
  const reason = holdReasonSchema.parse(condition.condition);
  const retryable = reason === 'offline' || reason === 'busy-elsewhere';
  return { kind: retryable ? 'retryable' : 'held', reason, detail: condition.detail };
}

async function writeJob(session: Session, job: EncodedJob, options: SendOptions): Promise<void> {
  let seenRaster = false;
  for (const chunk of job.chunks) {
    await session.conversation.write(chunk.bytes);
    if (chunk.raster && !seenRaster) {
      seenRaster = true;
      options.onFirstRasterByte();
    }
  }
}

/** Something left and not all: what the printer says now is the likeliest reason. */
async function brokenOff(session: Session, error: unknown): Promise<PrintOutcome> {
  const broken = error instanceof LinkError ? error : null;
  const detail = broken?.detail ?? (error instanceof Error ? error.message : String(error));
  const now = session.ability === 'blind' ? null : await askCondition(session);
  const fault = now === null ? null : faultOf(now);
  return { kind: 'failed-partial', reason: fault ?? broken?.reason ?? 'printer-error', detail };
}

function faultOf(condition: PrinterCondition): HoldReason | null {
  return isPrintable(condition) ? null : holdReasonSchema.parse(condition.condition);
}
