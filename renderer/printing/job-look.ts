import type { PrintJobState } from '../../domain/printing/print-job.ts';
import type { Tone } from '../kit/chip.tsx';

/** How far a job is: which of the three steps it has reached, and in which colour. */
export interface JobLook {
  /** 0 queued, 1 printing, 2 done. */
  step: 0 | 1 | 2;
  tone: Tone;
  /** True while the job is in progress. */
  moving: boolean;
}

/** The look of each state of a print job. */
export function jobLook(state: PrintJobState): JobLook {
  switch (state) {
    case 'queued':
      return { step: 0, tone: 'accent', moving: true };
    case 'held':
      return { step: 0, tone: 'look', moving: false };
    case 'sending':
    case 'awaiting':
      return { step: 1, tone: 'accent', moving: true };
    case 'confirmed':
    case 'came-out':
      return { step: 2, tone: 'go', moving: false };
    case 'sent':
    case 'spooled':
      return { step: 2, tone: 'accent', moving: false };
    case 'failed-partial':
    case 'unknown':
      return { step: 1, tone: 'look', moving: false };
    case 'did-not-come-out':
    case 'cancelled':
      return { step: 2, tone: 'stop', moving: false };
  }
}
