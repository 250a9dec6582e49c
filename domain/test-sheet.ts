import type { BadgeContent } from './badge.ts';

/** What a test print says of its printer; the rest of the sheet is the same for all. */
export interface TestSheet {
  kind: 'test-sheet';
  printerName: string;
  /** Maker and model in words; empty if the printer was set up by hand. */
  model: string;
  /** Address, device file or the system's name. */
  address: string;
  /** When it was asked for, by the event's clock; UTC milliseconds. */
  wall: number;
}

/** What a print job puts on paper. */
export type Printable = BadgeContent | TestSheet;
