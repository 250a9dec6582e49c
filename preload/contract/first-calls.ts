import { checkInCalls } from './check-in.ts';
import { doorCalls } from './door.ts';
import { healthCalls } from './health.ts';
import { kioskCalls } from './kiosk.ts';
import { printQueueCalls } from './print-queue.ts';
import { printingCalls } from './printing.ts';
import { stationCalls } from './station.ts';

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
