// clock: this watches the clock of the machine for jumps.

import { powerMonitor } from 'electron';
import { findStation } from '../../../db/ledger/station.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import { parseHlc } from '../../../domain/ledger/hlc.ts';
import type { StationWarning } from '../../../preload/contract/station/station.ts';
import { type Context, today } from '../../base/context.ts';
import { daysBefore, forgetClockReading } from '../../base/days-before.ts';
import type { Log } from '../../base/log.ts';
import { createClockWatch } from '../../ledger/clock-watch.ts';

const checkIntervalMs = 10_000;

/** Watches for changes of the system's clock, now or while the station was off. */
export function watchClock(options: {
  context: Context;
  onChange: () => void;
  stops: Stops;
  log: Log;
}): { warnings: () => StationWarning[] } {
  const { context } = options;
  const last = parseHlc(findStation(context.db)?.hlc ?? '')?.milliseconds ?? 0;
  const watch = createClockWatch({
    wall: Date.now,
    steady: () => performance.now(),
    // The demo's clock restarts with every start.
    lastFact: Math.abs(context.clock() - Date.now()) > 1_000 ? 0 : last,
    onChange: (jump) => {
      options.log.warn({ jump }, 'the clock was moved');
      options.onChange();
    },
  });
  let day = today(context);
  const look = (): void => {
    watch.look();
    // Notes a jump at once, even while no list is open.
    daysBefore(context);
    // At the day's boundary every page shows another day as today.
    if (day === today(context)) return;
    day = today(context);
    options.onChange();
  };
  const timer = setInterval(look, checkIntervalMs);
  // While the machine sleeps the monotonic clock stops on some systems.
  const wake = (): void => {
    watch.forgetReading();
    forgetClockReading(context);
  };
  powerMonitor.on('resume', wake);
  options.stops.defer('clock', () => {
    clearInterval(timer);
    powerMonitor.off('resume', wake);
  });
  return { warnings: () => watch.warnings() };
}
