import { afterAll, afterEach, describe, it } from 'vitest';
import { cleanUp } from '../main/sync/support.ts';
import { deskRows, endDeskRows } from './desk-rows.ts';
import { hubRows } from './hub-rows.ts';
import { jumps, minute } from './jumps.ts';
import { machineRows } from './machine-rows.ts';

afterEach(cleanUp);
afterAll(endDeskRows);

/**
 * The table of clocks (the rule: main/base/clock.ts): what reads a clock has a row here, and every
 * row goes through every jump. The pace and pauses of the outbox: outbox-times.test.ts.
 */
const rows = { ...deskRows, ...machineRows, ...hubRows };

describe.each(jumps.map((jump) => [jump / minute, jump] as const))(
  'a clock moved by %d minutes',
  (_minutes, jump) => {
    it.each(Object.entries(rows))('%s', async (_name, row) => row(jump));
  },
);
