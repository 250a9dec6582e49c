import type { PrinterState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../kit/chip.tsx';

/** The colour of a printer's condition. */
export function conditionTone(condition: PrinterState['condition']): Tone {
  switch (condition) {
    case 'ready':
    case 'printing':
      return 'go';
    case 'unknown':
      return 'quiet';
    default:
      return 'look';
  }
}
