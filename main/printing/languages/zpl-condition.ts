import type { PrinterCondition } from '../transport/transport.ts';
import type { ErrorFlags, HostStatus } from './zpl-answers.ts';

/** The state that a ZPL printer reports. */
export interface ZplCondition {
  condition: PrinterCondition['condition'];
  /** English, for support; may be empty. */
  detail: string;
  /** True if the label being printed is no longer one good piece. */
  spoils: boolean;
}

const ready: ZplCondition = { condition: 'ready', detail: '', spoils: false };
const coverOpen: ZplCondition = { condition: 'cover-open', detail: 'head open', spoils: true };
const paperOut: ZplCondition = { condition: 'paper-out', detail: '', spoils: true };
const ribbonOut: ZplCondition = {
  condition: 'printer-error',
  detail: 'out of ribbon, or set to thermal transfer without one',
  spoils: true,
};
const tooHot: ZplCondition = {
  condition: 'printer-error',
  detail: 'too hot; it goes on by itself when it has cooled',
  spoils: false,
};
const paused: ZplCondition = { condition: 'paused', detail: '', spoils: false };

/** The condition by ~HS. */
export function conditionOfStatus(status: HostStatus): ZplCondition {
  if (status.headUp) return coverOpen;
  if (status.paperOut) return paperOut;
  if (status.ribbonOut) return ribbonOut;
  if (status.diagnostic) {
    return {
      condition: 'printer-error',
      detail: 'in diagnostic mode it prints numbers instead of badges: switch it off and on',
      spoils: true,
    };
  }
  if (status.paused) return paused;
  return status.overTemperature ? tooHot : ready;
}

/**
 * The condition by ~HQES; null without any error. Bits of group 1 (Zebra, ZPL Programming Guide,
 * "~HQ", table of error flags): 0 media out, 1 ribbon out, 2 head open, 3 cutter fault, 4 head and
 * 5 motor too hot, 16 paused; the others are faults of the hardware or of kiosk printers.
 */
export function conditionOfErrors({ errors }: ErrorFlags): ZplCondition | null {
  if (errors === 0) return null;
  if ((errors & 0x4) !== 0) return coverOpen;
  if ((errors & 0x1) !== 0) return paperOut;
  if ((errors & 0x2) !== 0) return ribbonOut;
  if ((errors & 0x8) !== 0) {
    return { condition: 'printer-error', detail: 'cutter fault', spoils: true };
  }
  if ((errors & ~0x1_0030) !== 0) {
    const hexadecimal = errors.toString(16).toUpperCase().padStart(8, '0');
    return { condition: 'printer-error', detail: `error flags ${hexadecimal}`, spoils: true };
  }
  return (errors & 0x30) !== 0 ? tooHot : paused;
}
