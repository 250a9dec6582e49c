import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgesOfDelegate, findBadge } from '../../../db/badges/badges.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { waitingBatchJobs } from '../../../db/printing/print-batches.ts';
import { findPrintJob, movePrintJob, printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { BatchScope } from '../../../domain/printing/print-batch.ts';
import type { PrintJobState } from '../../../domain/printing/print-job.ts';
import { handOverBadge } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome } from '../../../main/badges/badges.ts';
import { type BatchRunner, createBatchRunner } from '../../../main/badges/batch-runner.ts';
import {
  batchViews,
  changeBatch,
  previewBatch,
  startBatch,
} from '../../../main/badges/print-batches.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { deskCounts } from '../../../main/roster/views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { silentLog, tcpPrinter, until } from '../../printing/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
let runner: BatchRunner;
beforeEach(() => {
  desk = makeDeskContext();
  runner = newRunner();
});
afterEach(async () => {
  await runner.stop();
  desk.close();
});

/** A runner as at the start of the app; the test itself is the printer, by `print`. */
function newRunner(): BatchRunner {
  return createBatchRunner({
    context: desk.context,
    printers: () => 1,
    wake: () => {},
    drop: (jobId) => settle(jobId, 'cancelled'),
    onChanged: () => {},
    log: silentLog,
  });
}

/** Does what the queue does when a job ends. */
function settle(jobId: string, to: PrintJobState): void {
  const { db, clock } = desk.context;
  const job = findPrintJob(db, jobId);
  if (job === null || job.badgeSerial === null) throw new Error('no such badge job');
  const { state: from, badgeSerial } = job;
  movePrintJob(db, jobId, { from, to, reason: null, detail: '', owner: null, wall: clock() });
  recordPrintOutcome(desk.context, { badgeSerial, state: to }, null);
}

/** Prints waiting jobs in order, until none of the batch is left. */
async function printAll(batchId: string): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    runner.nudge();
    const [view] = batchViews(desk.context).filter(({ id }) => id === batchId);
    if (view?.state === 'finished') return names;
    const [jobId] = waitingBatchJobs(desk.context.db, batchId, 1);
    if (jobId === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    names.push(findPrintJob(desk.context.db, jobId)?.delegateId ?? '');
    settle(jobId, 'confirmed');
  }
}

async function start(scope: BatchScope): Promise<string> {
  const { batchId } = await startBatch(desk.context, desk.caller, scope);
  return batchId;
}

function viewOf(batchId: string) {
  const view = batchViews(desk.context).find(({ id }) => id === batchId);
  if (view === undefined) throw new Error('no such batch');
  return view;
}

function scan(text: string) {
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
    identity: null,
  });
  if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
  return answer;
}

const roster: BatchScope = { kind: 'roster' };

describe('a batch', () => {
  it('prints for everybody who is confirmed and has no badge, and marks nobody present', async () => {
    for (let number = 1; number <= 30; number += 1) desk.addDelegate(number);
    desk.addDelegate(31, { status: 'pending' });
    desk.addDelegate(32, { status: 'cancelled' });
    scan(desk.addDelegate(33).ticketCode);
    desk.context.db
      .prepare(`INSERT INTO stop_entry (kind, value) VALUES ('delegate', ?)`)
      .run(desk.addDelegate(34).id);
    const printers = [tcpPrinter({ host: '127.0.0.1', port: 1 })];
    expect(await previewBatch(desk.context, printers, roster)).toEqual({
      willPrint: 30,
      left: expect.arrayContaining([
        { why: 'pending', count: 1 },
        { why: 'cancelled', count: 1 },
        { why: 'has-badge', count: 1 },
        { why: 'stopped', count: 1 },
      ]),
      printers: [{ printerId: 'front', name: 'Front desk', count: 30 }],
      withoutPrinter: 0,
    });
    const batchId = await start(roster);
    await printAll(batchId);
    expect(viewOf(batchId)).toMatchObject({ state: 'finished', total: 30, done: 30, skipped: 0 });
    expect(deskCounts(desk.context)).toMatchObject({ presentToday: 1, notHandedOver: 30 });
    const events = chainOf(desk.context.db, desk.context.self.station, 1);
    expect(events.filter(({ type }) => type === 'badge-issued')).toHaveLength(31);
    expect(events.filter(({ type }) => type === 'badge-printed')).toHaveLength(30);
    expect(verifyChain(events, nodeCrypto)).toMatchObject({ whole: true });
  });

  it('prints in the order of the list: delegations, heads first, then the letter', async () => {
    const of = (number: number, change: Parameters<DeskContext['addDelegate']>[1]): string =>
      desk.addDelegate(number, change).id;
    const third = of(1, { delegation: 'BEL', role: 'member', letterOrder: 2 });
    const last = of(2, { delegation: 'JPN', role: 'head' });
    const first = of(3, { delegation: 'BEL', role: 'head', letterOrder: 9 });
    const second = of(4, { delegation: 'BEL', role: 'member', letterOrder: 1 });
    expect(await printAll(await start(roster))).toEqual([first, second, third, last]);
  });

  it('of one delegation, or of a selection, prints for those only', async () => {
    const belgian = desk.addDelegate(1, { delegation: 'BEL' }).id;
    const japanese = desk.addDelegate(2, { delegation: 'JPN' }).id;
    expect(await printAll(await start({ kind: 'delegation', delegation: 'JPN' }))).toEqual([
      japanese,
    ]);
    expect(
      await printAll(await start({ kind: 'selection', delegateIds: [belgian, japanese] })),
    ).toEqual([belgian]);
    await expect(start({ kind: 'delegation', delegation: 'XXX' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(start(roster)).rejects.toMatchObject({ code: 'no-change' });
  });

  it('issues only a few ahead of the printer, and goes on after a restart where it was', async () => {
    for (let number = 1; number <= 40; number += 1) desk.addDelegate(number);
    const batchId = await start(roster);
    runner.nudge();
    await until(
      'some are issued',
      () => waitingBatchJobs(desk.context.db, batchId, 99).length === 12,
    );
    for (const jobId of waitingBatchJobs(desk.context.db, batchId, 5)) settle(jobId, 'confirmed');
    await runner.stop();
    expect(viewOf(batchId)).toMatchObject({ total: 40, done: 5, waiting: 35 });
    runner = newRunner();
    await printAll(batchId);
    expect(viewOf(batchId)).toMatchObject({ state: 'finished', done: 40, waiting: 0 });
    const serials = printJobsInStates(desk.context.db, ['confirmed']).map((job) => job.badgeSerial);
    expect(new Set(serials).size).toBe(40);
  });

  it('pauses, resumes and is cancelled; what was not printed never comes to be', async () => {
    for (let number = 1; number <= 40; number += 1) desk.addDelegate(number);
    const batchId = await start(roster);
    runner.nudge();
    await until(
      'some are issued',
      () => waitingBatchJobs(desk.context.db, batchId, 99).length === 12,
    );
    changeBatch(desk.context, { batchId, action: 'pause' });
    for (const jobId of waitingBatchJobs(desk.context.db, batchId, 3)) settle(jobId, 'confirmed');
    runner.nudge();
    await runner.stop();
    expect(viewOf(batchId)).toMatchObject({ state: 'paused', done: 3, waiting: 37 });
    expect(waitingBatchJobs(desk.context.db, batchId, 99)).toHaveLength(9);
    const [sending] = waitingBatchJobs(desk.context.db, batchId, 1);
    if (sending === undefined) throw new Error('nothing waits');
    const onTheWay = { from: 'queued', to: 'sending', reason: null, detail: '' } as const;
    movePrintJob(desk.context.db, sending, { ...onTheWay, owner: null, wall: 0 });
    changeBatch(desk.context, { batchId, action: 'cancel' });
    runner = newRunner();
    runner.nudge();
    await until(
      'all are dropped',
      () => waitingBatchJobs(desk.context.db, batchId, 1).length === 0,
    );
    expect(viewOf(batchId)).toMatchObject({ state: 'cancelled', printing: 1, notPrinted: 36 });
    const dropped = printJobsInStates(desk.context.db, ['cancelled']);
    expect(dropped).toHaveLength(8);
    for (const { badgeSerial } of dropped)
      expect(findBadge(desk.context.db, badgeSerial ?? '')?.state).toBe('not-printed');
    expect(() => changeBatch(desk.context, { batchId, action: 'resume' })).toThrow();
    settle(sending, 'confirmed');
    expect(viewOf(batchId)).toMatchObject({ state: 'cancelled', done: 1 + 3 });
  });

  it('passes over whoever got a badge or was withdrawn before their turn', async () => {
    const delegates = Array.from({ length: 20 }, (_, index) => desk.addDelegate(index + 1));
    const batchId = await start(roster);
    runner.nudge();
    await until(
      'some are issued',
      () => waitingBatchJobs(desk.context.db, batchId, 99).length === 12,
    );
    const late = delegates.filter(
      ({ id }) => badgesOfDelegate(desk.context.db, desk.context.event.file.id, id).length === 0,
    );
    scan(late[0]?.ticketCode ?? '');
    desk.addDelegate(Number(late[1]?.registrationCode.slice(4)), { status: 'cancelled' });
    await printAll(batchId);
    expect(viewOf(batchId)).toMatchObject({ state: 'finished', done: 18, skipped: 2 });
  });
});

describe('checking in somebody whose badge was printed ahead', () => {
  it('prints none: the badge is ready to be handed over', async () => {
    const delegate = desk.addDelegate(1);
    await printAll(await start(roster));
    const answer = scan(delegate.ticketCode);
    const badges = badgesOfDelegate(desk.context.db, desk.context.event.file.id, delegate.id);
    expect(badges).toHaveLength(1);
    const serialText = badges[0]?.serial ?? '';
    expect(answer).toMatchObject({ returning: false, badge: { serialText, state: 'ready' } });
    handOverBadge(desk.context, desk.caller, { serialText, to: 'delegate' });
    expect(findBadge(desk.context.db, serialText)?.state).toBe('handed-over');
    expect(printJobsInStates(desk.context.db, ['queued'])).toEqual([]);
    // Undone, it is the badge of a cancelled check-in; the next check-in prints another.
    undoCheckIn(desk.context, desk.caller, {
      admissionId: answer.admissionId,
      reason: 'wrong-person',
    });
    expect(findBadge(desk.context.db, serialText)?.state).toBe('stale');
    expect(scan(delegate.ticketCode).badge).toMatchObject({ state: 'new' });
  });

  it('answers the same key the same way', async () => {
    const delegate = desk.addDelegate(1);
    await printAll(await start(roster));
    const input = {
      key: randomUUID(),
      target: { kind: 'delegate', delegateId: delegate.id },
      identity: null,
    } as const;
    const first = checkIn(desk.context, desk.caller, input);
    expect(checkIn(desk.context, desk.caller, input)).toEqual(first);
  });

  it('lets it print before the rest of the batch while it still waits', async () => {
    const delegates = Array.from({ length: 10 }, (_, index) => desk.addDelegate(index + 1));
    const batchId = await start(roster);
    runner.nudge();
    await until(
      'all are issued',
      () => waitingBatchJobs(desk.context.db, batchId, 99).length === 10,
    );
    const waiting = printJobsInStates(desk.context.db, ['queued']);
    const last = delegates.find(({ id }) => id === waiting.at(-1)?.delegateId);
    const answer = scan(last?.ticketCode ?? '');
    expect(answer.badge).toMatchObject({ jobId: waiting.at(-1)?.id, state: 'waiting' });
    const [next] = printJobsInStates(desk.context.db, ['queued']);
    expect(next).toMatchObject({ id: waiting.at(-1)?.id, priority: 0 });
    // The person is here: cancelling the batch does not take their badge away.
    changeBatch(desk.context, { batchId, action: 'cancel' });
    runner.nudge();
    await until('all others are dropped', () => viewOf(batchId).notPrinted === 9);
    expect(printJobsInStates(desk.context.db, ['queued']).map(({ id }) => id)).toEqual([next?.id]);
  });

  it('knows a badge that a focal point collected', async () => {
    const delegate = desk.addDelegate(1);
    await printAll(await start(roster));
    const [badge] = badgesOfDelegate(desk.context.db, desk.context.event.file.id, delegate.id);
    handOverBadge(desk.context, desk.caller, {
      serialText: badge?.serial ?? '',
      to: 'focal-point',
    });
    expect(scan(delegate.ticketCode).badge).toMatchObject({ state: 'handed-over' });
  });
});
