import type { PaperDocument } from './paper-document.ts';

/** Puts documents on paper or into a PDF. */
export interface Paper {
  /** The system's printers. */
  printers(): Promise<{ queue: string; name: string }[]>;
  /** The document as PDF, with its fonts inside. */
  toPdf(document: PaperDocument): Promise<Uint8Array>;
  /** Sends the document to one of the system's printers. Rejects with the reason if refused. */
  print(document: PaperDocument, queue: string): Promise<void>;
}
