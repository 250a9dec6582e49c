import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrinterState } from '../../../../domain/printing/print-job.ts';
import type { ReportedHealth, StoreHealth } from '../../../../domain/sync/reported-health.ts';
import { freeDiskAt } from '../../../../main/station/health/disk-watch.ts';
import { createStationHealth, healthPace } from '../../../../main/station/health/station-health.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const printer: PrinterState = {
  id: 'main',
  name: 'Badge printer',
  condition: 'ready',
  where: '192.0.2.5',
  detail: '',
  waiting: 0,
};

/** Alarms that go off when the test says so. */
function handTimers() {
  let due: { after: number; action: () => void }[] = [];
  return {
    timers: {
      after: (after: number, action: () => void) => {
        const alarm = { after, action };
        due.push(alarm);
        return () => {
          due = due.filter((other) => other !== alarm);
        };
      },
    },
    /** Rings the alarms of this delay once. */
    ring: (after: number) => {
      const ringing = due.filter((alarm) => alarm.after === after);
      due = due.filter((alarm) => alarm.after !== after);
      for (const { action } of ringing) action();
      return ringing.length;
    },
  };
}

test('what changes in a burst is told once, with printers, camera, disk and open outcomes', async () => {
  const told: ReportedHealth[] = [];
  const { timers, ring } = handTimers();
  let printers = [printer];
  let store: StoreHealth = 'whole';
  const health = createStationHealth({
    db: desk.context.db,
    printers: () => printers,
    stuck: () => [],
    freeDisk: () => Promise.resolve(123_456_789_012),
    store: () => store,
    tell: (said) => void told.push(said),
    timers,
  });
  health.changed();
  expect(ring(healthPace.gather)).toBe(0);
  health.start();
  await Promise.resolve();
  health.camera('failed');
  printers = [{ ...printer, condition: 'printing' }];
  health.changed();
  health.changed();
  ring(healthPace.gather);
  expect(told).toEqual([
    {
      printers: [{ name: 'Badge printer', condition: 'ready', waiting: 0 }],
      camera: 'failed',
      unsettledJobs: 0,
      freeDisk: 123_400_000_000,
      store: 'whole',
    },
  ]);
  printers = [{ ...printer, condition: 'paper-out', waiting: 3 }];
  health.changed();
  ring(healthPace.gather);
  expect(told.at(-1)?.printers).toEqual([
    { name: 'Badge printer', condition: 'paper-out', waiting: 3 },
  ]);
  // A restored store is reported at the next check of the disk, within a minute.
  store = 'incomplete';
  expect(ring(healthPace.disk)).toBe(1);
  await Promise.resolve();
  ring(healthPace.gather);
  expect(told.at(-1)?.store).toBe('incomplete');
  health.stop();
  health.changed();
  expect([ring(healthPace.gather), ring(healthPace.disk)]).toEqual([0, 0]);
});

test('a folder’s free bytes are told, and of one that is not there nothing', async () => {
  expect(await freeDiskAt('/')).toBeGreaterThan(0);
  expect(await freeDiskAt('/no/such/folder')).toBeNull();
});
