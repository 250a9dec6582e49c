import type { PrinterState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../kit/chip.tsx';

/**
 * The colour of a printer's condition. Amber is for what somebody must mend at the printer: a pause
 * is wanted, another desk's badge ends by itself, and a printer that reports nothing may be well.
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
