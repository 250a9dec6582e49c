import type { PrinterState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../../ui/chip.tsx';

/**
 * The colour of a printer's condition. Amber means that someone must fix something at the printer.
 * A pause is deliberate, another desk's badge ends automatically, and a printer that reports
 * nothing may be working.
 */
export function conditionTone(condition: PrinterState['condition']): Tone {
  switch (condition) {
    case 'ready':
    case 'printing':
      return 'go';
    case 'unknown':
    case 'paused':
    case 'busy-elsewhere':
      return 'quiet';
    default:
      return 'look';
  }
}
