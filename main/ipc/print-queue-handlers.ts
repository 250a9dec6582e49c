import { CallFailure } from '../call-failure.ts';
import { writePausedPrinter } from '../config/paused-printers.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The call that pauses a printer. */
export function printQueueHandlers({
  context,
  queue,
  notify,
}: Desk): Pick<Handlers, 'pausePrinter'> {
  return {
    pausePrinter: ({ id, paused }) => {
      if (!queue.printers().some((printer) => printer.id === id))
        throw new CallFailure('not-found', id);
      writePausedPrinter(context.db, id, paused);
      queue.pausePrinter(id, paused);
      notify('printersChanged', null);
    },
  };
}
