import { loadPrinterModels } from '../printing/printer-models.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The call about printer models. The file is read anew each time: a corrected one counts at once. */
export function printerModelHandlers({ parts }: Desk): Pick<Handlers, 'getPrinterModels'> {
  return { getPrinterModels: () => loadPrinterModels(parts.config.printerModels ?? null) };
}
