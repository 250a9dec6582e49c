import { z } from 'zod';
import { call } from './define.ts';

export const printQueueCalls = {
  /**
   * Pauses a printer or takes it out of pause; stays over a restart. What it prints just now ends as usual;
   * what waits goes to its neighbour or waits as `paused`. `not-found`: no such printer.
   */
  pausePrinter: call({
    input: z.strictObject({ id: z.string().max(40), paused: z.boolean() }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};
