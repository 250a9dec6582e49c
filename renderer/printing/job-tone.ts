import type { PrintJobState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../../ui/chip.tsx';

export function jobTone(state: PrintJobState): Tone {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'awaiting':
    case 'sent':
    case 'spooled':
      return 'accent';
    case 'confirmed':
    case 'came-out':
      return 'go';
    case 'held':
    case 'failed-partial':
    case 'unknown':
      return 'look';
    case 'did-not-come-out':
    case 'cancelled':
      return 'stop';
  }
}
