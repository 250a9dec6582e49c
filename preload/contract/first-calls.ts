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

/** The calls that every start makes, and those of a ticket: what answers them is loaded before the window says anything. */
export const firstCalls = {
  ...stationCalls,
  ...checkInCalls,
  ...printingCalls,
  ...printQueueCalls,
  ...kioskCalls,
  ...doorCalls,
  ...healthCalls,
};
