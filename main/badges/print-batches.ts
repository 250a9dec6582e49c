import { v7 as uuidv7 } from 'uuid';
import { listOperators } from '../../db/operators.ts';
import {
  countBatchJobs,
  findPrintBatch,
  insertPrintBatch,
  movePrintBatch,
  type PrintBatchRow,
  printBatches,
  type StoredBatchState,
} from '../../db/printing/print-batches.ts';
import type { BatchScope } from '../../domain/printing/print-batch.ts';
import type { PrinterSettings, PrintJobState } from '../../domain/printing/print-job.ts';
import { askingPrintJobStates } from '../../domain/printing/print-job.ts';
import type { BatchPreview, PrintBatchView } from '../../preload/contract/badges.ts';
import { printBatchCalls } from '../../preload/contract/badges.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import type { PrintQueue } from '../printing/queue.ts';
import { type PrinterNow, routeOf } from '../printing/routes.ts';
import type { BatchRunner } from './batch-runner.ts';
import { readScope } from './batch-scope.ts';

/**
 * How many badges a batch would print, why the others get none, and which printers have the stock
 * for them. Writes nothing. Throws CallFailure `not-found` for an unknown delegation.
 */
export async function previewBatch(
  context: Context,
  printers: readonly PrinterSettings[],
  scope: BatchScope,
): Promise<BatchPreview> {
  const { members, left } = await readScope(context, scope);
  const counts = new Map<string, number>();
  for (const { category } of members) {
    const route = routeOf(
      { kind: 'badge', printerId: null, category, priority: 1 },
      printers.map(
        (settings): PrinterNow => ({
          settings,
          canPrint: 'unknown',
          waiting: counts.get(settings.id) ?? 0,
        }),
      ),
    );
    if (route.kind === 'to') counts.set(route.printerId, (counts.get(route.printerId) ?? 0) + 1);
  }
  const loaded = printers.flatMap(({ id, name }) => {
    const count = counts.get(id) ?? 0;
    return count === 0 ? [] : [{ printerId: id, name, count }];
  });
  return {
    willPrint: members.length,
    left: [...left].map(([why, count]) => ({ why, count })),
    printers: loaded,
    withoutPrinter: members.length - loaded.reduce((sum, { count }) => sum + count, 0),
  };
}

/**
 * Records a batch; the runner issues its badges, a few ahead of the printer. No delegate becomes
 * present by it. Throws CallFailure `not-found`, `no-change` if no delegate would get a badge,
 * `sign-in-needed`.
 */
export async function startBatch(
  context: Context,
  caller: Caller,
  scope: BatchScope,
): Promise<{ batchId: string }> {
  const operatorId = operatorIdOf(caller);
  const { members } = await readScope(context, scope);
  if (members.length === 0) throw new CallFailure('no-change');
  const batchId = uuidv7();
  insertPrintBatch(context.db, {
    id: batchId,
    eventId: context.event.file.id,
    kind: scope.kind,
    delegation: scope.kind === 'delegation' ? scope.delegation : null,
    delegates: members.map(({ id }) => id),
    operatorId,
    wall: context.clock(),
  });
  return { batchId };
}

const stateAfter: Readonly<Record<'pause' | 'resume' | 'cancel', StoredBatchState>> = {
  pause: 'paused',
  resume: 'running',
  cancel: 'cancelled',
};

/**
 * Pauses, resumes or cancels a batch; repeating a call changes nothing. The runner does the rest.
 * Throws CallFailure `not-found`, `already-done` for a finished or cancelled batch.
 */
export function changeBatch(
  context: Context,
  input: { batchId: string; action: 'pause' | 'resume' | 'cancel' },
): void {
  context.db
    .transaction(() => {
      const batch = findPrintBatch(context.db, input.batchId);
      if (batch === null) throw new CallFailure('not-found', input.batchId);
      const to = stateAfter[input.action];
      const { state } = viewOf(context, batch, new Map());
      if (state === to) return;
      if (state === 'finished' || state === 'cancelled')
        throw new CallFailure('already-done', state);
      movePrintBatch(context.db, batch.id, batch.state, to);
    })
    .immediate();
}

/** The event's batches with their progress, newest first. */
export function batchViews(context: Context): PrintBatchView[] {
  const names = new Map(listOperators(context.db).map(({ id, name }) => [id, name]));
  return printBatches(context.db, context.event.file.id).map((batch) =>
    viewOf(context, batch, names),
  );
}

function viewOf(
  context: Context,
  batch: PrintBatchRow,
  operators: ReadonlyMap<string, string>,
): PrintBatchView {
  const jobs = countBatchJobs(context.db, batch.id);
  const count = (...states: readonly PrintJobState[]): number =>
    jobs.reduce((sum, { state, jobs: n }) => (states.includes(state) ? sum + n : sum), 0);
  const notIssued = batch.total - batch.next;
  const isCancelled = batch.state === 'cancelled';
  const [queued, printing, held] = [count('queued'), count('sending', 'awaiting'), count('held')];
  const asking = count(...askingPrintJobStates);
  const open = queued + printing + held + asking + (isCancelled ? 0 : notIssued);
  return {
    id: batch.id,
    kind: batch.kind,
    delegation: batch.delegation,
    state: open === 0 && !isCancelled ? 'finished' : batch.state,
    total: batch.total,
    done: count('confirmed', 'sent', 'spooled', 'came-out'),
    printing,
    waiting: queued + (isCancelled ? 0 : notIssued),
    held,
    asking,
    notPrinted: count('did-not-come-out', 'cancelled') + (isCancelled ? notIssued : 0),
    skipped: batch.skipped,
    startedAt: batch.wall,
    operatorName: operators.get(batch.operatorId ?? '') ?? null,
  };
}

interface BatchParts extends CallParts {
  batches: BatchRunner;
  queue: Pick<PrintQueue, 'wake'>;
}

export function printBatchAnswers(desk: BatchParts) {
  const { context, batches, log } = desk;
  const changed = (): void => {
    desk.notify('printBatchesChanged', null);
    batches.nudge();
  };
  return answers(printBatchCalls, {
    previewBatch: ({ scope }) =>
      previewBatch(context, readPrinters(context.db, desk.config), scope),
    startBatch: async ({ scope }, caller) => {
      const started = await startBatch(context, caller, scope);
      log.info(
        { batch: started.batchId, kind: scope.kind, operator: caller.operator?.id },
        'batch',
      );
      changed();
      return started;
    },
    getBatches: () => batchViews(context),
    changeBatch: (input, caller) => {
      changeBatch(context, input);
      log.info(
        { batch: input.batchId, action: input.action, operator: caller.operator?.id },
        'batch',
      );
      // The queue pauses the batch's jobs, or continues them.
      desk.queue.wake();
      changed();
    },
  });
}
