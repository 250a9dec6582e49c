import type {
  HoldReason,
  PrinterConnection,
  PrinterState,
  PrintJobState,
} from '../../../domain/print-job.ts';
import { finalPrintJobStates } from '../../../domain/print-job.ts';
import type { PrintJobView } from '../../../preload/contract/printing.ts';
import { type Badge, type Model, next, now, serial } from './model.ts';
import { uuid } from './people.ts';

/** The ways that a print job can go, as the scene's printer does it. */
const courses: Readonly<Record<Model['options']['printer'], readonly PrintJobState[]>> = {
  confirm: ['sending', 'awaiting', 'confirmed'],
  blind: ['sending', 'sent'],
  'paper-out': ['held'],
  unknown: ['sending', 'awaiting', 'unknown'],
  slow: ['sending'],
  none: ['held'],
};
const stepMilliseconds = 120;

function badgeState(state: PrintJobState): Badge['state'] {
  if (state === 'unknown' || state === 'failed-partial') return 'asks';
  if (state === 'held') return 'held';
  if (state === 'cancelled' || state === 'did-not-come-out') return 'not-printed';
  return finalPrintJobStates.includes(state) ? 'printed' : 'printing';
}

function holdReason(model: Model): HoldReason {
  if (model.options.badge === 'glyphs') return 'missing-glyphs';
  return model.printers.length === 0 ? 'no-printer' : 'paper-out';
}

/** Moves a job on and tells the page. */
export function setJob(model: Model, jobId: string, state: PrintJobState): void {
  model.jobs = model.jobs.map((job) =>
    job.id === jobId
      ? {
          ...job,
          state,
          asksOutcome: state === 'unknown' || state === 'failed-partial',
          reason: state === 'held' ? holdReason(model) : null,
          detail: state === 'held' && model.options.badge === 'glyphs' ? 'U+1824 ᠤ, U+182D ᠭ' : '',
        }
      : job,
  );
  model.badges = model.badges.map((badge) =>
    badge.jobId === jobId ? { ...badge, state: badgeState(state) } : badge,
  );
  model.emit('printJobsChanged');
  model.emit('printersChanged');
}

/** Queues a badge and lets the scene's printer do what it does. */
export function print(
  model: Model,
  delegateId: string | null,
  printedName: string,
  printerId: string | null = model.printers[0]?.id ?? null,
): { jobId: string; serialText: string } {
  const jobId = uuid(5, next(model));
  const serialText = delegateId === null ? '' : serial(model);
  const job: PrintJobView = {
    id: jobId,
    state: 'queued',
    reason: null,
    detail: '',
    delegateId,
    printedName,
    serialText,
    printerId,
    movedFrom: model.options.badge === 'moved' ? (model.printers[1]?.id ?? null) : null,
    batchId: null,
    priority: 0,
    createdAt: now(model),
    asksBecauseOld: false,
    asksOutcome: false,
  };
  model.jobs = [job, ...model.jobs];
  if (delegateId !== null) {
    model.badges = [
      { delegateId, serialText, issuedAt: job.createdAt, state: 'printing', jobId },
      ...model.badges,
    ];
  }
  run(model, jobId);
  return { jobId, serialText };
}

/** Runs the course of the scene's printer. */
export function run(model: Model, jobId: string): void {
  for (const [index, state] of courses[model.options.printer].entries()) {
    setTimeout(() => setJob(model, jobId, state), stepMilliseconds * (index + 1));
  }
}

/** What the printer says of itself. */
export function printerState(model: Model, id: string): PrinterState {
  const settings = model.printers.find((one) => one.id === id);
  const connection = settings?.connection;
  return {
    id,
    name: settings?.name ?? '',
    condition:
      model.conditions[id] ?? (model.options.printer === 'paper-out' ? 'paper-out' : 'ready'),
    where: connection === undefined ? '' : whereOf(connection),
    detail: '',
    waiting: model.jobs.filter(
      (job) => job.printerId === id && !finalPrintJobStates.includes(job.state),
    ).length,
  };
}

function whereOf(connection: PrinterConnection): string {
  if (connection.kind === 'tcp') return `${connection.host}:${connection.port}`;
  return connection.kind === 'device' ? connection.path : connection.queue;
}
