import type { BadgeContent } from '../badges/badge.ts';

/**
 * The texts of a test print that describe its printer. The rest of the sheet is always the same.
 */
export interface TestSheet {
  kind: 'test-sheet';
  printerName: string;
  /** Maker and model as text; empty if the printer was set up by hand. */
  model: string;
  /** Address, device file or the system's name. */
  address: string;
  /** When it was requested, by the event's clock; UTC milliseconds. */
  wall: number;
}

/** What a print job prints. */
export type Printable = BadgeContent | TestSheet;
