import { z } from 'zod';
import { checkInCalls } from './check-in.ts';
import { call } from './define.ts';
import { doorCalls } from './door.ts';
import { healthCalls } from './health.ts';
import { kioskCalls } from './kiosk.ts';
import { printingCalls } from './printing.ts';
import { stationCalls } from './station.ts';

const printQueueCalls = {
  /**
   * Pauses or resumes a printer; survives a restart. The current print ends as usual; waiting jobs
   * go to its neighbour or wait as `paused`. `not-found`: no such printer.
   */
  pausePrinter: call({
    input: z.strictObject({ id: z.string().max(40), paused: z.boolean() }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};

/** The calls of every start, and those of a ticket: their handlers load before the window opens. */
export const firstCalls = {
  ...stationCalls,
  ...checkInCalls,
  ...printingCalls,
  ...printQueueCalls,
  ...kioskCalls,
  ...doorCalls,
  ...healthCalls,
};
