import type { EmergencyPaper, WrittenPaper } from '../../reports/emergency/emergency-paper.ts';

/** The query of a paper that is set off the main thread. */
export interface EmergencyPaperQuestion {
  paper: EmergencyPaper;
  /** `print`: the page that {@link PaperPrinting} takes. */
  format: 'pdf' | 'print';
}

/** Sets emergency papers; in a separate process in the app. */
export interface EmergencyPaperReads {
  emergencyPaper(question: EmergencyPaperQuestion): Promise<WrittenPaper>;
}

/** The system's printers, for papers. */
export interface PaperPrinting {
  printers(): Promise<{ queue: string; name: string }[]>;
  /**
   * Sends a paper to one of the system's printers. Rejects with the reason if refused.
   *
   * @param paper the page, UTF-8
   */
  print(paper: Uint8Array, queue: string): Promise<void>;
}

/** Where the page to print finds its style. */
export const paperStylePath = '/paper.css';

/** Runs on the caller's thread. Loads the code that draws with the first paper. */
export async function writeEmergencyPaper({
  paper,
  format,
}: EmergencyPaperQuestion): Promise<WrittenPaper> {
  const { paperForPrinter, paperPdf, setEmergencyPaper } = await import(
    '../../reports/emergency/emergency-paper.ts'
  );
  const drawn = setEmergencyPaper(paper);
  return format === 'pdf' ? paperPdf(drawn) : paperForPrinter(drawn, paperStylePath);
}
