import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertPrintJob } from '../../../../db/printing/print-jobs.ts';
import type { PrinterState } from '../../../../domain/printing/print-job.ts';
import {
  createQueueWatch,
  printWarnings,
  type QueueWatch,
  queuePace,
} from '../../../../main/station/health/queue-watch.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

let desk: DeskContext;
let watch: QueueWatch;
let condition: PrinterState['condition'];
let steady: number;
let ring: () => void;
let changes: number;

beforeEach(() => {
  desk = makeDeskContext();
  [condition, steady, changes, ring] = ['ready', 0, 0, () => {}];
  watch = createQueueWatch({
    db: desk.context.db,
    printers: () => [{ id: 'zebra', name: 'Zebra', condition, where: '', detail: '', waiting: 0 }],
    steady: () => steady,
    timers: {
      after: (_milliseconds, action) => {
        ring = action;
        return () => {};
      },
    },
    onChange: () => {
      changes += 1;
    },
  });
  watch.start();
});
afterEach(() => desk.close());

function add(): string {
  const id = randomUUID();
  const { id: eventId } = desk.context.event.file;
  const none = { badgeSerial: null, delegateId: null };
  const wall = desk.context.clock();
  const job = { id, eventId, kind: 'test', printerId: 'zebra', priority: 0, wall } as const;
  insertPrintJob(desk.context.db, { ...job, ...none });
  return id;
}

/** Advances the monotonic clock only. */
function pass(milliseconds: number): void {
  for (let left = milliseconds; left > 0; left -= queuePace.look) {
    steady += Math.min(left, queuePace.look);
    ring();
  }
}

describe('print jobs that do not move', () => {
  it('raise an alarm after two minutes on a printer that says ready, until one moves', () => {
    const first = add();
    ring();
    pass(queuePace.stuck - 1);
    expect(watch.stuck()).toEqual([]);
    pass(1);
    expect(watch.stuck().map(({ id }) => id)).toEqual(['zebra']);
    expect(printWarnings(watch.stuck())).toEqual([{ code: 'print-queue-stuck', detail: 'Zebra' }]);
    expect(changes).toBe(1);
    // More jobs are not progress.
    add();
    pass(queuePace.look);
    expect(watch.stuck()).toHaveLength(1);
    desk.context.db.prepare(`UPDATE print_job SET state = 'sent' WHERE id = ?`).run(first);
    pass(queuePace.look);
    expect(watch.stuck()).toEqual([]);
    expect(changes).toBe(2);
  });

  it('raise none while the queue goes on, or the printer says why it does not print', () => {
    let last = add();
    ring();
    for (let i = 0; i < 30; i += 1) {
      const next = add();
      desk.context.db.prepare(`UPDATE print_job SET state = 'sent' WHERE id = ?`).run(last);
      last = next;
      pass(queuePace.look);
      expect(watch.stuck()).toEqual([]);
    }
    condition = 'paper-out';
    pass(2 * queuePace.stuck);
    condition = 'ready';
    pass(queuePace.look);
    expect(watch.stuck()).toEqual([]);
  });
});
