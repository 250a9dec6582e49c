/** What a printer's language needs to know of one attempt, beside the dots. */
export interface EncodeOptions {
  cut: boolean;
  /** Four characters that name the attempt, to be confirmed at the end; null for a printer that cannot. */
  confirmId: string | null;
  /** The printer is to tell faults by itself while it prints; false where nobody listens. */
  tellChanges: boolean;
  /** True after a job that broke off: the printer may still wait for the rest of an image. */
  resynchronise: boolean;
}
