import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertPrintBatch, waitingBatchJobs } from '../../../db/printing/print-batches.ts';
import { findPrintJob, printJobsInStates } from '../../../db/printing/print-jobs.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { issueBadge } from '../../../main/badges/issue-badge.ts';
import { changeBatch } from '../../../main/badges/print-batches.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { createDispatch } from '../../../main/printing/dispatch.ts';
import { createJobMoves } from '../../../main/printing/job-moves.ts';
import {
  plainContent,
  queueWithoutPrinter,
  silentLog,
  tcpPrinter,
} from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const batchId = randomUUID();
let desk: DeskContext;
let delegates: Delegate[];
beforeEach(() => {
  desk = makeDeskContext();
  delegates = [1, 2, 3].map((number) => desk.addDelegate(number));
  const { db, event, clock } = desk.context;
  const operatorId = desk.caller.operator?.id ?? '';
  db.transaction(() => {
    insertPrintBatch(db, {
      id: batchId,
      eventId: event.file.id,
      kind: 'roster',
      delegation: null,
      delegates: delegates.map(({ id }) => id),
      operatorId,
      wall: clock(),
    });
    for (const { id: delegateId } of delegates)
      issueBadge(desk.context, { delegateId, operatorId, reason: 'first', batchId });
  })();
});
afterEach(() => desk.close());

it('a paused batch gives the printer nothing but the badge of somebody who came to the desk', () => {
  const { db, clock } = desk.context;
  const settings = tcpPrinter({ host: '127.0.0.1', port: 1 });
  const dispatch = createDispatch({
    db,
    clock,
    moves: createJobMoves({ db, clock, recordChange: undefined, onJobChanged: () => {} }),
    printers: () => [{ settings, canPrint: 'yes', hold: null }],
    contentOf: plainContent,
    categoryName: (id) => id,
    asksAfterMinutes: () => 5,
    isWantedBeside: () => false,
    heldFor: () => null,
    log: silentLog,
    wake: () => {},
  });
  dispatch.settle();
  expect(dispatch.next(settings.id, 9)).toHaveLength(3);
  changeBatch(desk.context, { batchId, action: 'pause' });
  dispatch.settle();
  expect(dispatch.next(settings.id, 9)).toEqual([]);
  const delegateId = delegates[1]?.id ?? '';
  const target = { kind: 'delegate' as const, delegateId };
  checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
  dispatch.settle();
  expect(dispatch.next(settings.id, 9)).toMatchObject([{ job: { delegateId } }]);
});

it('the badge of somebody who is withdrawn does not print, and the others wait on', async () => {
  desk.addDelegate(1, { status: 'cancelled' });
  const queue = queueWithoutPrinter(desk.context);
  queue.start();
  await queue.stop();
  const { db } = desk.context;
  const left = waitingBatchJobs(db, batchId, 9).map((job) => findPrintJob(db, job)?.delegateId);
  expect(left).toEqual([delegates[1]?.id, delegates[2]?.id]);
  expect(printJobsInStates(db, ['cancelled'])).toMatchObject([{ delegateId: delegates[0]?.id }]);
});
