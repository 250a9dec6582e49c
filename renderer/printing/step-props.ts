import type { PrinterDraft } from './printer-draft.ts';

export interface StepProps {
  draft: PrinterDraft;
  setDraft: (draft: PrinterDraft) => void;
  change: (part: Partial<PrinterDraft>) => void;
  /**
   * The field's error message once the user has tried to continue; null before, or without an
   * error.
   */
  wrong: (field: keyof PrinterDraft) => string | null;
}
