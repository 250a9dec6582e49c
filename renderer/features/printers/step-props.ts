import type { PrinterDraft } from './printer-draft.ts';

/** What every step of the printer's dialog works with. */
export interface StepProps {
  draft: PrinterDraft;
  setDraft: (draft: PrinterDraft) => void;
  change: (part: Partial<PrinterDraft>) => void;
  /** What is wrong with a field, in words, once somebody has tried to go on. */
  wrong: (field: keyof PrinterDraft) => string | null;
}
