import type { BatchScope } from '../../../domain/print-batch.ts';
import type { PrintBatchView } from '../../../preload/contract/print-batches.ts';
import type { PrintJobView } from '../../../preload/contract/printing.ts';
import { type Model, next, serial, start } from './model.ts';
import { uuid } from './people.ts';
import type { Verbs } from './station.ts';

const stepMilliseconds = 150;

/** A pretended main's batches. `batch=running`, `paused`, `problems` or `finished` puts one there at the start. */
export function batchVerbs(model: Model, changed: () => void): Verbs {
  const kind = new URLSearchParams(window.location.search).get('batch') ?? 'none';
  let batches: PrintBatchView[] = kind === 'none' ? [] : seeded(model, kind);
  const set = (id: string, change: Partial<PrintBatchView>): void => {
    batches = batches.map((batch) => (batch.id === id ? { ...batch, ...change } : batch));
    changed();
  };
  const step = (id: string): void => {
    const batch = batches.find((one) => one.id === id);
    if (batch?.state !== 'running') return;
    const done = batch.done + 1;
    const waiting = Math.max(0, batch.waiting - 1);
    set(id, { done, waiting, state: waiting === 0 ? 'finished' : 'running' });
    setTimeout(step, stepMilliseconds, id);
  };
  return {
    previewBatch: ({ scope }: { scope: BatchScope }) => previewOf(model, scope),
    startBatch: ({ scope }: { scope: BatchScope }) => {
      const { willPrint } = previewOf(model, scope);
      const batch = makeBatch(model, {
        kind: scope.kind,
        delegation: scope.kind === 'delegation' ? scope.delegation : null,
        total: willPrint,
        waiting: willPrint,
      });
      batches = [batch, ...batches];
      changed();
      setTimeout(step, stepMilliseconds, batch.id);
      return { batchId: batch.id };
    },
    getBatches: () => batches,
    changeBatch: ({
      batchId,
      action,
    }: {
      batchId: string;
      action: 'pause' | 'resume' | 'cancel';
    }) => {
      if (action === 'cancel') {
        const waiting = batches.find(({ id }) => id === batchId)?.waiting ?? 0;
        set(batchId, { state: 'cancelled', notPrinted: waiting, waiting: 0 });
        return;
      }
      set(batchId, { state: action === 'pause' ? 'paused' : 'running' });
      if (action === 'resume') setTimeout(step, stepMilliseconds, batchId);
    },
  };
}

function previewOf(model: Model, scope: BatchScope) {
  const people = model.delegates.filter(
    ({ delegation }) => scope.kind !== 'delegation' || delegation === scope.delegation,
  );
  const withBadge = people.filter(({ id }) =>
    model.badges.some((badge) => badge.delegateId === id),
  );
  const rest = people.filter((one) => !withBadge.includes(one));
  const of = (status: string) => rest.filter((one) => one.status === status).length;
  const left = [
    { why: 'has-badge' as const, count: withBadge.length },
    ...(['pending', 'cancelled', 'revoked'] as const).map((why) => ({ why, count: of(why) })),
  ].filter(({ count }) => count > 0);
  const willPrint = of('confirmed');
  const [printer] = model.printers;
  return {
    willPrint,
    left,
    printers:
      printer === undefined || willPrint === 0
        ? []
        : [{ printerId: printer.id, name: printer.name, count: willPrint }],
    withoutPrinter: printer === undefined ? willPrint : 0,
  };
}

function makeBatch(model: Model, part: Partial<PrintBatchView>): PrintBatchView {
  return {
    id: uuid(12, next(model)),
    kind: 'roster',
    delegation: null,
    state: 'running',
    total: 0,
    done: 0,
    printing: 0,
    waiting: 0,
    held: 0,
    asking: 0,
    notPrinted: 0,
    skipped: 0,
    startedAt: start,
    operatorName: 'Marie DUPONT',
    ...part,
  };
}

/** A job of a batch that waits for somebody. */
function unsettledJob(model: Model, state: 'held' | 'unknown'): PrintJobView {
  return {
    id: uuid(5, next(model)),
    state,
    reason: state === 'held' ? 'missing-glyphs' : null,
    detail: '',
    delegateId: null,
    printedName: '',
    serialText: serial(model),
    printerId: model.printers[0]?.id ?? null,
    movedFrom: null,
    batchId: null,
    priority: 1,
    createdAt: start,
    asksBecauseOld: false,
    asksOutcome: state === 'unknown',
  };
}

function seeded(model: Model, kind: string): PrintBatchView[] {
  const roster = { total: 214, done: 131, waiting: 83 };
  const finished = makeBatch(model, {
    kind: 'delegation',
    delegation: model.delegates[3]?.delegation ?? 'NL',
    ...{ state: 'finished', total: 6, done: 6, startedAt: start - 5_400_000 },
  });
  if (kind === 'finished') return [finished];
  if (kind === 'paused') return [makeBatch(model, { ...roster, state: 'paused' }), finished];
  if (kind === 'running')
    return [makeBatch(model, { ...roster, printing: 1, waiting: 82 }), finished];
  const batch = makeBatch(model, { ...roster, held: 1, asking: 1, waiting: 81 });
  for (const [index, state] of (['held', 'unknown'] as const).entries()) {
    const person = model.delegates[3 + index * 5];
    model.jobs.push({
      ...unsettledJob(model, state),
      delegateId: person?.id ?? null,
      printedName: person?.printedName ?? '',
      batchId: batch.id,
    });
  }
  return [batch, finished];
}
