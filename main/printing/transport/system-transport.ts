import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type {
  DriverSettings,
  HoldReason,
  PrintOutcome,
} from '../../../domain/printing/print-job.ts';
import { createTurns } from '../../base/turns.ts';
import { isPrintable, notSent } from './protocol.ts';
import type {
  SystemPage,
  SystemPrinter,
  SystemPrinterState,
  SystemPrintFault,
  SystemPrinting,
} from './system-printing.ts';
import type { EncodedJob, PrinterCondition, SendOptions, Transport } from './transport.ts';

export interface SystemParts {
  printing: SystemPrinting;
  /** The picture as a PNG, one pixel per dot. */
  toPng: (bitmap: Bitmap1) => Promise<Uint8Array>;
}

/** Milliseconds for which a printer that is connecting counts as merely slow. */
const connectingPatience = 5_000;

/**
 * A printer of the operating system, used with its driver. The system accepts a page whether the
 * printer is on or off, so the best outcome is `spooled`.
 *
 * @param queue the printer's name in the system
 */
export function createSystemTransport(
  queue: string,
  dotsPerMm: number,
  parts: SystemParts,
): Transport {
  const inTurn = createTurns();
  let connectingSince: number | null = null;

  const ask = async (): Promise<PrinterCondition> => {
    let printers: SystemPrinter[];
    try {
      printers = await parts.printing.printers();
    } catch (error) {
      return { condition: 'offline', detail: `the system names no printers: ${String(error)}` };
    }
    const printer = printers.find((each) => each.queue === queue);
    if (printer === undefined) return missing(queue, printers);
    const { activity, reasons } = printer.state;
    const connecting = activity === 'printing' && reasons.includes('connecting-to-device');
    connectingSince = connecting ? (connectingSince ?? performance.now()) : null;
    if (connectingSince !== null && performance.now() - connectingSince >= connectingPatience) {
      const detail = `the system cannot reach ${queue}: is it on, is its cable in? What it has taken prints when it is back`;
      return { condition: 'offline', detail };
    }
    const { condition, detail } = conditionOfState(queue, printer.state);
    return { condition, detail: [detail, ...abilityWords(printer.can)].join('; ') };
  };

  const send = async (job: EncodedJob, options: SendOptions): Promise<PrintOutcome> => {
    const condition = await ask();
    if (!isPrintable(condition)) return notSent(condition);
    const { bitmap } = job;
    const page = pageOf(queue, bitmap, await parts.toPng(bitmap), dotsPerMm);
    const fault = await parts.printing.print(page, options.beforeFirstByte);
    if (fault !== null) return outcomeOf(fault);
    options.onFirstRasterByte();
    return { kind: 'spooled' };
  };

  return {
    status: () => inTurn(ask),
    send: (job, options) => inTurn(() => send(job, options)),
    close: () => inTurn(async () => {}),
  };
}

/** Black dots are printed one for one; a picture in colours has the template's millimetres. */
function pageOf(
  queue: string,
  { width, height, backRows = 0, colours }: Bitmap1,
  png: Uint8Array,
  dotsPerMm: number,
): SystemPage {
  const dpi = dpiOf(dotsPerMm);
  const colour = colours !== undefined;
  const dotsPerInch = colour ? dotsPerMm * 25.4 : dpi;
  return { queue, png, width, height, backRows, dpi, dotsPerInch, colour };
}

/** What the driver can do, as the system reports it; empty where it reports nothing. */
function abilityWords(can: DriverSettings | null): string[] {
  if (can === null) return [];
  const ink = can.colour ? 'in colour' : 'in black only';
  return [`its driver prints ${ink}, on ${can.bothSides ? 'both sides' : 'one side'}`];
}

/**
 * The resolution that makers and drivers name, in dots per inch: 8 dots per millimetre are sold as
 * 203 dpi, 12 as 300 (though they would be 304.8) and 24 as 600.
 */
export function dpiOf(dotsPerMm: number): number {
  const named: Readonly<Record<number, number>> = { 7: 180, 8: 203, 12: 300, 24: 600 };
  return named[dotsPerMm] ?? Math.round(dotsPerMm * 25.4);
}

/** What the system's state of a printer means for a badge. */
export function conditionOfState(queue: string, state: SystemPrinterState): PrinterCondition {
  const { activity, acceptsJobs, reasons } = state;
  const words = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  // CUPS learns about paper only while it prints. An idle printer's last state may be long over,
  // and would hold every badge that could find out.
  if (activity === 'printing' || activity === 'stopped') {
    const reason = reasonOf(reasons);
    if (reason !== null) return { condition: reason, detail: `${queue}${words}` };
  }
  if (activity === 'stopped') {
    const detail = `the system has stopped ${queue}${words}: start it again in its printer settings (cupsenable ${queue})`;
    return { condition: 'printer-error', detail };
  }
  if (!acceptsJobs) {
    const detail = `the system takes no jobs for ${queue}${words}: allow them in its printer settings (cupsaccept ${queue})`;
    return { condition: 'printer-error', detail };
  }
  const detail = `the system takes jobs for ${queue}; it does not tell whether the printer is on and has paper`;
  return { condition: 'unknown', detail };
}

/** IPP's reasons (RFC 8011, 5.4.12) that keep a badge from coming out. */
function reasonOf(reasons: readonly string[]): HoldReason | null {
  for (const reason of reasons) {
    if (reason === 'media-empty' || reason === 'media-needed') return 'paper-out';
    if (['cover-open', 'door-open', 'interlock-open'].includes(reason)) return 'cover-open';
    if (['offline', 'shutdown', 'timed-out'].includes(reason)) return 'offline';
    if (reason === 'media-jam') return 'printer-error';
  }
  return null;
}

function missing(queue: string, printers: readonly SystemPrinter[]): PrinterCondition {
  const names = printers.map((printer) => printer.queue).join(', ');
  const known = names === '' ? 'it knows none: does its print service run?' : `it knows ${names}`;
  return {
    condition: 'offline',
    detail: `the system has no printer "${queue}"; ${known}`,
  };
}

function outcomeOf({ stage, detail }: SystemPrintFault): PrintOutcome {
  switch (stage) {
    case 'not-begun':
      return { kind: 'retryable', reason: 'printer-error', detail };
    case 'refused':
      // The system may have printed a part before it failed, and does not say so.
      return { kind: 'failed-partial', reason: 'printer-error', detail };
    case 'no-answer':
      return { kind: 'unknown', detail };
  }
}
