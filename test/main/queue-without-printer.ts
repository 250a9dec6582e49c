import type { PrintQueue } from '../../main/printing/queue.ts';
import type { Context } from '../../main/use-cases/context.ts';
import { makeQueue } from '../printing/support.ts';

/** The print queue of a desk at which no printer is set up: jobs wait, are held or cancelled. */
export function queueWithoutPrinter({ db, clock }: Context): PrintQueue {
  const openTransport = (): never => {
    throw new Error('no printer is set up');
  };
  return makeQueue({ db, clock, openTransport });
}
