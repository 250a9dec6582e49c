import { rollTemplate } from '../../domain/default-templates.ts';
import { createPrintQueue, type PrintQueue } from '../../main/printing/queue.ts';
import type { Context } from '../../main/use-cases/context.ts';
import { plainContent, plainRenderer, silentLog } from '../printing/support.ts';

/** The print queue of a desk at which no printer is set up: jobs wait, are held or cancelled. */
export function queueWithoutPrinter({ db, clock }: Context): PrintQueue {
  return createPrintQueue({
    db,
    clock,
    renderer: plainRenderer,
    openTransport: () => {
      throw new Error('no printer is set up');
    },
    templateOf: () => rollTemplate,
    contentOf: plainContent,
    asksAfterMinutes: () => 5,
    onJobChanged: () => {},
    onPrinterChanged: () => {},
    log: silentLog,
  });
}
