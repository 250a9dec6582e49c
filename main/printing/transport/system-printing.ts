/** One printer of the operating system. */
export interface SystemPrinter {
  /** Its name in the system: a CUPS queue, a Windows printer. */
  queue: string;
  /** Its display name. */
  name: string;
  /** Manufacturer and model of its driver; empty if the system does not say. */
  model: string;
  state: SystemPrinterState;
}

export interface SystemPrinterState {
  /** What the system does with it: `unknown` where it does not say (Windows). */
  activity: 'idle' | 'printing' | 'stopped' | 'unknown';
  acceptsJobs: boolean;
  /** The system's reasons for a problem (IPP's `printer-state-reasons`), without severity. */
  reasons: readonly string[];
}

/** A page of one picture, printed dot by dot. */
export interface SystemPage {
  queue: string;
  /** The picture as PNG. */
  png: Uint8Array;
  /** Dots. */
  width: number;
  height: number;
  /** Dots per inch, as the driver names it. */
  dpi: number;
}

/** The operating system's printing; main/printing/driver does it through Electron. */
export interface SystemPrinting {
  printers(): Promise<SystemPrinter[]>;
  /**
   * Passes a page to the system. Resolves when it was accepted, which says nothing about paper.
   *
   * @param beforeSpooling called when the page is drawn; after it the page may come out
   * @throws SystemPrintError
   */
  print(page: SystemPage, beforeSpooling: () => void): Promise<void>;
}

/** Why a page was not passed on. */
export class SystemPrintError extends Error {
  /**
   * `not-begun`: the system got nothing. `refused`: the system got it and reported a failure.
   * `no-answer`: the system got it and never answered.
   */
  readonly stage: 'not-begun' | 'refused' | 'no-answer';
  constructor(stage: SystemPrintError['stage'], detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'SystemPrintError';
    this.stage = stage;
  }
}
