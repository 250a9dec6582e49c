/** One printer of the operating system. */
export interface SystemPrinter {
  /** Its name for the system: a queue of CUPS, a printer of Windows. */
  queue: string;
  /** As people call it. */
  name: string;
  /** Manufacturer and model of its driver; empty if the system does not say. */
  model: string;
  state: SystemPrinterState;
}

export interface SystemPrinterState {
  /** What the system does with it: `unknown` where it does not tell (Windows). */
  activity: 'idle' | 'printing' | 'stopped' | 'unknown';
  acceptsJobs: boolean;
  /** The system's own words for what is wrong (IPP's `printer-state-reasons`), without severity. */
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
  /** Dots per inch, as the driver calls it. */
  dpi: number;
}

/** The operating system's printing; main/printing/driver does it through Electron. */
export interface SystemPrinting {
  printers(): Promise<SystemPrinter[]>;
  /**
   * Hands a page over. Resolves when the system has taken it, which says nothing of paper.
   *
   * @param beforeSpooling called when the page is drawn and all is ready; after it the page may come out
   * @throws SystemPrintError
   */
  print(page: SystemPage, beforeSpooling: () => void): Promise<void>;
}

/** Why a page was not handed over. */
export class SystemPrintError extends Error {
  /**
   * `not-begun`: nothing was given to the system. `refused`: it was, and the system says that it failed.
   * `no-answer`: it was, and the system never said anything.
   */
  readonly stage: 'not-begun' | 'refused' | 'no-answer';
  constructor(stage: SystemPrintError['stage'], detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'SystemPrintError';
    this.stage = stage;
  }
}
