import { RowCountError, type WritableDatabase } from '../../db/base/types.ts';
import { endPrintAttempt, startPrintAttempt } from '../../db/printing/print-attempts.ts';
import { findPrintJob, type PrintJobRow } from '../../db/printing/print-jobs.ts';
import type {
  HoldReason,
  PrinterSettings,
  PrintJobState,
  PrintOutcome,
} from '../../domain/printing/print-job.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import type { Printable } from '../../domain/templates/test-sheet.ts';
import type { Log } from '../base/log.ts';
import { encodeJob } from './encode.ts';
import { confirmIdOf, encodeOptionsOf } from './encode-options.ts';
import { type JobMoves, PrintJobStateError } from './job-moves.ts';
import { layoutOf, listGlyphs, type Preparation } from './prepare.ts';
import { encodedAside } from './render/encoded-aside.ts';
import type { RenderedBadge, Renderer } from './render/renderer.ts';
import type { Transport } from './transport/transport.ts';

export interface AttemptDeps {
  settings: PrinterSettings;
  db: WritableDatabase;
  clock: () => number;
  log: Log;
  transport: Transport;
  moves: JobMoves;
  /** Throws PrintJobStateError where a job must not print any more (dispatch.ts). */
  assertWanted: (jobId: string) => void;
  preparation: Preparation;
  renderer: Pick<Renderer, 'toCommands'>;
  /** The template of the stock that a printer has loaded. */
  templateOf: (settings: PrinterSettings) => BadgeTemplate;
  /** Jobs that an operator wants printed although characters are missing. */
  glyphsAccepted: ReadonlySet<string>;
  /** `performance.now()` of the decision, by job; removed when its first dots are sent. */
  decidedAt: Map<string, number>;
  /** The printer has its first dots: time to draw the next badge. Must not throw. */
  onFirstDots: () => void;
  /** A number that no other attempt has, on any printer. */
  reserveAttempt: () => number;
  onUnconfirmed: (confirmId: string, job: { id: string; attempt: number }) => void;
}

/** Whether the last job on a printer's connection broke off in the middle. */
export interface LinkMemory {
  brokenOff: boolean;
}

/**
 * Sends one job and records the outcome. Null if it was not tried: its badge cannot be drawn
 * properly (then it is held), or it was withdrawn or given to another printer meanwhile.
 */
export async function tryToPrint(
  deps: AttemptDeps,
  job: PrintJobRow,
  content: Printable,
  link: LinkMemory,
): Promise<PrintOutcome | null> {
  const { settings, moves } = deps;
  deps.transport.askAhead?.();
  const prepared = await deps.preparation.prepare(
    job,
    layoutOf(settings, deps.templateOf(settings)),
    content,
  );
  const fresh = findPrintJob(deps.db, job.id);
  if (fresh === null || fresh.state !== job.state || fresh.attempt !== job.attempt) return null;
  if (fresh.printerId !== settings.id) return null;
  if (prepared.kind === 'held') {
    moves.hold(fresh, { reason: prepared.reason, detail: prepared.detail });
    return null;
  }
  const missing = prepared.badge.missingGlyphs;
  if (missing.length > 0 && !deps.glyphsAccepted.has(job.id)) {
    moves.hold(fresh, { reason: 'missing-glyphs', detail: listGlyphs(missing) });
    return null;
  }
  return send(deps, fresh, prepared.badge, prepared.milliseconds, link);
}

async function send(
  deps: AttemptDeps,
  job: PrintJobRow,
  badge: RenderedBadge,
  renderMs: number,
  link: LinkMemory,
): Promise<PrintOutcome | null> {
  const { settings, moves, db } = deps;
  const attemptId = deps.reserveAttempt();
  const line = attemptLine(deps, job, attemptId);
  const confirmId = confirmIdOf(attemptId);
  const options = encodeOptionsOf(settings, attemptId, link.brokenOff);
  const encoded = encodedAside(encodeJob(settings, badge.bitmap, options), deps.renderer);
  let state: PrintJobState = job.state;
  const to = (next: PrintJobState, alongside?: () => void, first?: () => void): void => {
    const step = { from: state, to: next, owner: settings.id };
    moves.move(job.id, first === undefined ? step : { ...step, first }, alongside);
    state = next;
  };
  let firstDotsMs: number | null = null;
  let outcome: PrintOutcome;
  try {
    outcome = await deps.transport.send(encoded, {
      confirmId,
      beforeFirstByte: () => {
        // One transaction for both: the printer waits for the disk.
        to('sending', line.open, () => deps.assertWanted(job.id));
        line.opened();
        link.brokenOff = true;
      },
      onFirstRasterByte: () => {
        firstDotsMs = sinceDecision(deps, job.id);
        deps.onFirstDots();
      },
      onAwaiting: () => to('awaiting'),
    });
  } catch (error) {
    // The store failed. If bytes have left, the lane finds the job `sending` and asks at the desk.
    const isWithdrawn = error instanceof RowCountError || error instanceof PrintJobStateError;
    if (state !== job.state || !isWithdrawn) throw error;
    // Cancelled, stopped, or given to another printer while this one was queried.
    db.transaction(() =>
      line.close({ outcome: 'withdrawn', reason: null, detail: '' }),
    ).immediate();
    return null;
  }
  if (outcome.kind === 'unknown')
    deps.onUnconfirmed(confirmId, { id: job.id, attempt: job.attempt });
  settle(deps, job, state, line, outcome);
  if (outcome.kind === 'confirmed') link.brokenOff = false;
  deps.log.info(
    {
      job: job.id,
      printer: settings.id,
      attempt: job.attempt,
      outcome: outcome.kind,
      reason: 'reason' in outcome ? outcome.reason : undefined,
      decisionToFirstDotsMs: firstDotsMs,
      renderMs: round(renderMs),
    },
    'print attempt',
  );
  return outcome;
}

/** Writes an outcome as state and record, in one transaction. */
function settle(
  deps: AttemptDeps,
  job: PrintJobRow,
  state: PrintJobState,
  line: AttemptLine,
  outcome: PrintOutcome,
): void {
  const reason = 'reason' in outcome ? outcome.reason : null;
  const detail = 'detail' in outcome ? outcome.detail : '';
  const endAttempt = (): void => line.close({ outcome: outcome.kind, reason, detail });
  if (outcome.kind === 'held' || outcome.kind === 'retryable') {
    deps.db.transaction(endAttempt).immediate();
    const fresh = findPrintJob(deps.db, job.id);
    if (fresh?.printerId === deps.settings.id)
      deps.moves.hold(fresh, { reason: outcome.reason, detail });
    return;
  }
  const words = reason === null ? { detail } : { reason, detail };
  deps.moves.move(
    job.id,
    { from: state, to: outcome.kind, owner: deps.settings.id, ...words },
    endAttempt,
  );
  deps.preparation.forget(job.id);
}

/** An attempt's line in the record: opened with the first byte, or at the end if none was sent. */
interface AttemptLine {
  /** Call it inside the transaction that records that the first byte is sent. */
  open(): void;
  /** Call it once that transaction is committed. */
  opened(): void;
  /** Call it inside a transaction. */
  close(end: { outcome: string; reason: HoldReason | null; detail: string }): void;
}

function attemptLine(
  { db, clock, settings }: AttemptDeps,
  job: PrintJobRow,
  id: number,
): AttemptLine {
  const begun = clock();
  let isOpen = false;
  const open = (): void =>
    startPrintAttempt(db, {
      id,
      jobId: job.id,
      printerId: settings.id,
      stock: settings.stock.name,
      wall: begun,
    });
  return {
    open,
    opened: () => {
      isOpen = true;
    },
    close: ({ outcome, reason, detail }) => {
      if (!isOpen) open();
      endPrintAttempt(db, id, { outcome, reason, detail, wall: clock() });
    },
  };
}

function sinceDecision(deps: AttemptDeps, jobId: string): number | null {
  const decided = deps.decidedAt.get(jobId);
  deps.decidedAt.delete(jobId);
  return decided === undefined ? null : round(performance.now() - decided);
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
