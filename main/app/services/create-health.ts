import type { Stops } from '../../../domain/base/stops.ts';
import type { PrinterState } from '../../../domain/printing/print-job.ts';
import type { ReportedHealth, StoreHealth } from '../../../domain/sync/reported-health.ts';
import type { StationWarning } from '../../../preload/contract/station/station.ts';
import type { Context } from '../../base/context.ts';
import { realTimers } from '../../base/timers.ts';
import { freeDiskAt } from '../../station/health/disk-watch.ts';
import { createQueueWatch, printWarnings } from '../../station/health/queue-watch.ts';
import { createStationHealth, type StationHealth } from '../../station/health/station-health.ts';
import { notify } from '../gateway/notify.ts';

/** The station's health, the watch over its print queues, and its warnings for the desk. */
export function createHealth(options: {
  context: Context;
  dataDir: string;
  printers: () => readonly PrinterState[];
  store: () => StoreHealth;
  tell: (health: ReportedHealth) => void;
  stops: Stops;
}): Omit<StationHealth, 'stop'> & { warnings: () => StationWarning[] } {
  const { stops } = options;
  const { db } = options.context;
  const watch = createQueueWatch({
    db,
    printers: options.printers,
    steady: () => performance.now(),
    timers: realTimers,
    onChange: () => {
      health.changed();
      notify('stationChanged', null);
    },
  });
  stops.defer('watch over the print queues', watch.stop);
  const health = createStationHealth({
    db,
    printers: options.printers,
    stuck: watch.stuck,
    freeDisk: () => freeDiskAt(options.dataDir),
    store: options.store,
    tell: options.tell,
    timers: realTimers,
  });
  stops.defer('health', health.stop);
  return {
    ...health,
    warnings: () => printWarnings(watch.stuck()),
    start: () => {
      health.start();
      watch.start();
    },
  };
}
