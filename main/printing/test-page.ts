import type { PrinterSettings } from '../../domain/print-job.ts';
import type { TestSheet } from '../../domain/test-sheet.ts';
import { loadPrinterModels } from './printer-models.ts';
import { whereIs } from './transport/open-transport.ts';

/** The models that come with the app, by id. */
const modelNames = new Map(
  loadPrinterModels(null).models.map(({ id, maker, name }) => [id, `${maker} ${name}`.trim()]),
);

/**
 * What a test print on this printer says. A model of a configured file is named by its id.
 *
 * @param wall when the job was made, UTC milliseconds: the same job gives the same dots, however often it is drawn
 */
export function testPage(printer: PrinterSettings, wall: number): TestSheet {
  return {
    kind: 'test-sheet',
    printerName: printer.name,
    model: modelNames.get(printer.model) ?? printer.model,
    address: whereIs(printer),
    wall,
  };
}
