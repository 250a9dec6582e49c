import type { BrotherRoll } from '../../../domain/printing/brother.ts';
import type { PrintOutcome } from '../../../domain/printing/print-job.ts';
import { createTurns } from '../../base/turns.ts';
import { tooLargeForRoll } from '../languages/brother.ts';
import {
  faultOfJob,
  faultOfPrinter,
  progressOf,
  type Spooler,
  type SpoolerDocument,
  type SpoolerFault,
  type SpoolerJobState,
} from '../spooler/spooler.ts';
import type { TransportTimings } from './link.ts';
import { isPrintable, notSent } from './protocol.ts';
import type { EncodedJob, PrinterCondition, SendOptions, Transport } from './transport.ts';
import { pause } from './watch-job.ts';

/** Timeouts in milliseconds. */
export interface SpoolerTimings extends Pick<TransportTimings, 'stall' | 'watch'> {
  /** Between two checks of a job. */
  look: number;
  /** How long a job may be in the queue without a fault, behind other jobs. */
  stand: number;
}

/** A printer reports its fault within some seconds; another computer's long job may come first. */
export const spoolerTimings: SpoolerTimings = {
  stall: 5_000,
  watch: 2_000,
  look: 50,
  stand: 60_000,
};

/** The document's name in Windows' queue: it must reveal nothing about a person. */
const title = 'Lanyard';

/**
 * A printer that gets raw bytes through Windows' spooler. The printer answers nothing, but the
 * spooler reports what happens to the job. A job that stops because of a fault is removed from the
 * queue: printed later, it would be a second badge beside the one that the desk prints meanwhile.
 *
 * @param queue the printer's name in Windows
 * @param roll of a Brother printer, which prints nothing on another one; which roll is loaded
 *   cannot be read
 */
export function createSpoolerTransport(
  queue: string,
  spooler: Spooler,
  roll: BrotherRoll | null,
  timings: SpoolerTimings = spoolerTimings,
): Transport {
  const inTurn = createTurns();
  return {
    status: () => inTurn(() => conditionOf(queue, spooler)),
    send: (job, options) =>
      inTurn(async () => {
        const tooLarge = roll === null ? null : tooLargeForRoll(roll, job.bitmap);
        if (tooLarge !== null) {
          return { kind: 'held', reason: 'wrong-medium', detail: `${queue}: ${tooLarge}` };
        }
        const condition = await conditionOf(queue, spooler);
        if (!isPrintable(condition)) return notSent(condition);
        let document: SpoolerDocument;
        try {
          document = await spooler.begin(queue, title);
        } catch (error) {
          const detail = `Windows does not take a job for ${queue}: ${messageOf(error)}`;
          return { kind: 'retryable', reason: 'printer-error', detail };
        }
        try {
          return await sendJob(new SentJob(queue, document, timings), job, options);
        } finally {
          await document.close();
        }
      }),
    close: () => inTurn(async () => {}),
  };
}

async function conditionOf(queue: string, spooler: Spooler): Promise<PrinterCondition> {
  try {
    const printers = await spooler.printers();
    const printer = printers.find((each) => each.queue === queue);
    if (printer === undefined) {
      const names = printers.map((each) => each.queue).join(', ');
      const detail = `Windows has no printer "${queue}"; it knows ${names === '' ? 'none' : names}`;
      return { condition: 'offline', detail };
    }
    const fault = faultOfPrinter(printer);
    if (fault !== null) {
      return { condition: fault.reason, detail: `${queue}: ${fault.detail}` };
    }
    const detail = `Windows takes jobs for ${queue}; it does not tell whether the printer has paper`;
    return { condition: 'unknown', detail };
  } catch (error) {
    const detail = `Windows' print spooler does not answer: ${messageOf(error)}`;
    return { condition: 'offline', detail };
  }
}

async function sendJob(
  sent: SentJob,
  job: EncodedJob,
  options: SendOptions,
): Promise<PrintOutcome> {
  try {
    options.beforeFirstByte();
  } catch (error) {
    await sent.discard();
    throw error;
  }
  try {
    let seenRaster = false;
    for (const chunk of job.chunks) {
      await chunk.ready?.();
      await sent.write(chunk.bytes);
      if (chunk.raster && !seenRaster) options.onFirstRasterByte();
      seenRaster ||= chunk.raster;
    }
    await sent.end();
  } catch (error) {
    await sent.discard();
    const detail = `${sent.queue} did not take the whole badge: ${messageOf(error)}`;
    return { kind: 'failed-partial', reason: 'printer-error', detail };
  }
  return sent.follow();
}

class SentJob {
  readonly queue: string;
  readonly #document: SpoolerDocument;
  readonly #timings: SpoolerTimings;

  constructor(queue: string, document: SpoolerDocument, timings: SpoolerTimings) {
    this.queue = queue;
    this.#document = document;
    this.#timings = timings;
  }

  /** Throws SpoolerError, and Error if no byte is accepted for long. */
  async write(bytes: Uint8Array): Promise<void> {
    const { stall, look } = this.#timings;
    let offset = 0;
    let deadline = performance.now() + stall;
    while (offset < bytes.length) {
      const taken = await this.#document.write(bytes.subarray(offset));
      offset += taken;
      if (taken > 0) deadline = performance.now() + stall;
      else if (performance.now() > deadline) throw new Error(`it took no data for ${stall} ms`);
      else await pause(look);
    }
  }

  end(): Promise<void> {
    return this.#document.end();
  }

  async discard(): Promise<void> {
    try {
      await this.#document.abort();
    } catch {
      // The job is gone with the printer or with the spooler: the outcome says that a part was
      // sent.
    }
  }

  /** Watches the job in the queue until it is gone, printed or stopped. */
  async follow(): Promise<PrintOutcome> {
    const { stall, watch, look, stand } = this.#timings;
    const began = performance.now();
    let heard = began;
    let faultSince: number | null = null;
    let last: SpoolerJobState | null = null;
    let wasPrinting = false;
    for (;;) {
      const now = performance.now();
      const job = await this.#look();
      if (job instanceof Error) {
        if (now - heard >= stall) return this.#unheard(job);
      } else if (job === null) {
        return this.#gone(last, wasPrinting || now - began < watch);
      } else {
        heard = now;
        last = job;
        const progress = progressOf(job);
        if (progress.isDone) return { kind: 'sent' };
        wasPrinting ||= progress.isPrinting;
        const fault = faultOfJob(job);
        faultSince = fault === null ? null : (faultSince ?? now);
        if (fault !== null && faultSince !== null && now - faultSince >= watch) {
          return this.#takeOut(fault);
        }
        if (now - began >= stand) {
          const detail = `the job was in the queue for ${stand} ms`;
          return this.#takeOut({ reason: 'printer-error', detail });
        }
      }
      await pause(look);
    }
  }

  async #look(): Promise<SpoolerJobState | null | Error> {
    try {
      return await this.#document.job();
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #unheard(error: Error): PrintOutcome {
    const detail = `Windows' spooler stopped answering about ${this.queue}: ${error.message}`;
    return { kind: 'unknown', detail };
  }

  /** Windows deletes a job when it is printed; people delete one when it is not. */
  #gone(last: SpoolerJobState | null, isPlain: boolean): PrintOutcome {
    const { queue } = this;
    const fault = last === null ? null : faultOfJob(last);
    if (fault !== null) {
      const detail = `${queue}: ${fault.detail}; then the job left the queue`;
      return { kind: 'failed-partial', reason: fault.reason, detail };
    }
    if (last !== null && progressOf(last).isRemoved) {
      const detail = `${queue}: the job was removed from the queue`;
      return { kind: 'failed-partial', reason: 'printer-error', detail };
    }
    if (isPlain) return { kind: 'sent' };
    return {
      kind: 'unknown',
      detail: `${queue}: the job left the queue and was not seen printing`,
    };
  }

  async #takeOut({ reason, detail }: SpoolerFault): Promise<PrintOutcome> {
    const { queue } = this;
    const isOut = await this.#cancel();
    const end = isOut
      ? 'its job was taken out of the queue'
      : 'its job could not be taken out of the queue: remove it there, or it prints later';
    return { kind: 'failed-partial', reason, detail: `${queue}: ${detail}; ${end}` };
  }

  /** Windows removes a job in the background. */
  async #cancel(): Promise<boolean> {
    const deadline = performance.now() + this.#timings.stall;
    try {
      await this.#document.cancel();
      while (performance.now() < deadline) {
        if ((await this.#document.job()) === null) return true;
        await pause(this.#timings.look);
      }
    } catch {
      // The spooler does not answer.
    }
    return false;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
