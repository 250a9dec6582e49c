import type { PrinterSettings } from '../../domain/printing/print-job.ts';

/** What a printer's language needs to know of one attempt, beside the dots. */
export interface EncodeOptions {
  cut: boolean;
  /**
   * Four characters that name the attempt, confirmed at the end; null if the printer cannot
   * confirm.
   */
  confirmId: string | null;
  /** Whether the printer reports faults while it prints; false where nothing reads the reports. */
  tellChanges: boolean;
  /** True after a job that broke off: the printer may still wait for the rest of an image. */
  resynchronise: boolean;
}

/**
 * The options of one attempt: the same attempt gives the same bytes.
 *
 * @param brokenOff the last job on this connection did not end well, or its end is unknown
 */
export function encodeOptionsOf(
  settings: PrinterSettings,
  attemptId: number,
  brokenOff: boolean,
): EncodeOptions {
  return {
    cut: settings.cut,
    confirmId: settings.ability === 'confirm' ? confirmIdOf(attemptId) : null,
    tellChanges: settings.ability !== 'blind',
    // "Sent" does not prove that the last job arrived whole; only a confirmation does.
    resynchronise: brokenOff || settings.ability !== 'confirm',
  };
}

/** Four characters 0–9 and A–Z that name an attempt; unique among 1.6 million attempts. */
export function confirmIdOf(attemptId: number): string {
  return (attemptId % 36 ** 4).toString(36).toUpperCase().padStart(4, '0');
}
