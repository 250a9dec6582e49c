import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { TestSheet } from '../../domain/templates/test-sheet.ts';
import { loadPrinterModels } from './printer-models.ts';
import { whereIs } from './transport/open-transport.ts';

/** The name of a model that comes with the app; null for another. */
function modelName(model: string): string | null {
  const found = loadPrinterModels(null).models.find(({ id }) => id === model);
  return found === undefined ? null : `${found.maker} ${found.name}`.trim();
}

/**
 * The content of a test print on this printer. A model of a configured file is named by its id.
 *
 * @param wall when the job was made, UTC milliseconds: the same job gives the same dots, however
 *   often it is drawn
 */
export function testPage(printer: PrinterSettings, wall: number): TestSheet {
  return {
    kind: 'test-sheet',
    printerName: printer.name,
    model: modelName(printer.model) ?? printer.model,
    address: whereIs(printer),
    wall,
  };
}
