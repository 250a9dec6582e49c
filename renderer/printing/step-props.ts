import type { PrinterDraft } from './printer-draft.ts';

/** The properties of every step of the printer's dialog. */
export interface StepProps {
  draft: PrinterDraft;
  setDraft: (draft: PrinterDraft) => void;
  change: (part: Partial<PrinterDraft>) => void;
  /** What is wrong with a field, as a message, once the user has tried to continue. */
  wrong: (field: keyof PrinterDraft) => string | null;
}
