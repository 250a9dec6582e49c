import type { PrinterSettings } from '../../domain/print-job.ts';
import type { TestSheet } from '../../domain/test-sheet.ts';
import { whereIs } from './transport/open-transport.ts';

/**
 * What a test print on this printer says.
 *
 * @param wall when the job was made, UTC milliseconds: the same job gives the same dots, however often it is drawn
 */
export function testPage(printer: PrinterSettings, wall: number): TestSheet {
  return {
    kind: 'test-sheet',
    printerName: printer.name,
    model: printer.model,
    address: whereIs(printer),
    wall,
  };
}
