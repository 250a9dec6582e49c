import type { PaperDocument } from './paper-document.ts';

/** Puts documents on paper or into a PDF. */
export interface Paper {
  /** The system's printers. */
  printers(): Promise<{ queue: string; name: string }[]>;
  /** The document as PDF, with its fonts inside. */
  toPdf(document: PaperDocument): Promise<Uint8Array>;
  /** Gives the document to one of the system's printers. Rejects with why the system did not take it. */
  print(document: PaperDocument, queue: string): Promise<void>;
}
