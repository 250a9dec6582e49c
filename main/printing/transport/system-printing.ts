import type { DriverSettings, PaperSize } from '../../../domain/printing/print-job.ts';

export interface SystemPrinter {
  /** Its name in the system: a CUPS queue, a Windows printer. */
  queue: string;
  name: string;
  /** Manufacturer and model of its driver; empty if the system does not say. */
  model: string;
  state: SystemPrinterState;
  /** What its driver can do; null where the system does not say. */
  can: DriverSettings | null;
}

export interface SystemPrinterState {
  /** What the system does with it: `unknown` where it does not say (Windows). */
  activity: 'idle' | 'printing' | 'stopped' | 'unknown';
  acceptsJobs: boolean;
  /** The system's reasons for a problem (IPP's `printer-state-reasons`), without severity. */
  reasons: readonly string[];
}

/** A badge as one picture: black dots are printed dot by dot, colours in their size. */
export interface SystemPage {
  queue: string;
  png: Uint8Array;
  /** Dots of the whole picture. */
  width: number;
  height: number;
  /** Rows at the top that are the back of a card, a separate page; 0 for none. */
  backRows: number;
  /** Dots per inch, as the driver names it. */
  dpi: number;
  /** Dots of the picture per inch of paper: `dpi`, or the template's own size in colours. */
  dotsPerInch: number;
  colour: boolean;
}

/** The operating system's printing; main/printing/driver does it through Electron. */
export interface SystemPrinting {
  printers(): Promise<SystemPrinter[]>;
  /** The papers that a printer reports; empty where the system does not say. Never throws. */
  papers(queue: string): Promise<PaperSize[]>;
  /**
   * Passes a page to the system. Null: it was accepted, which says nothing about paper.
   *
   * @param beforeSpooling called when the page is drawn; after it the page may come out
   */
  print(page: SystemPage, beforeSpooling: () => void): Promise<SystemPrintFault | null>;
}

/** Why the system did not accept a page. `detail` is English, for the operator. */
export interface SystemPrintFault {
  /**
   * `not-begun`: the system got nothing. `refused`: the system got it and reported a failure.
   * `no-answer`: the system got it and never answered.
   */
  stage: 'not-begun' | 'refused' | 'no-answer';
  detail: string;
}
