import { v7 as uuidv7 } from 'uuid';
import type { WritableDatabase } from '../../db/base/types.ts';
import { lastPrintAttempt } from '../../db/printing/print-attempts.ts';
import { findPrintJob, insertPrintJob, type PrintJobRow } from '../../db/printing/print-jobs.ts';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import {
  finalPrintJobStates,
  type HoldReason,
  type PrinterSettings,
  type PrinterState,
} from '../../domain/printing/print-job.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import type { Printable } from '../../domain/templates/test-sheet.ts';
import { errorFields, type Log } from '../base/log.ts';
import { createDispatch, type Dispatch, type Moved } from './dispatch.ts';
import { createJobMoves, type JobMoves, PrintJobStateError, recoverJobs } from './job-moves.ts';
import { createLane, type Lane } from './lane.ts';
import { createPreparation, layoutOf, type Preparation } from './prepare.ts';
import type { BadgeLayout, Renderer } from './render/renderer.ts';
import { testPage } from './test-page.ts';
import type { Transport, TransportEvents } from './transport/transport.ts';

export interface PrintQueueDeps {
  db: WritableDatabase;
  /** UTC milliseconds. */
  clock: () => number;
  /** Steady milliseconds from any start; `performance.now()` if left out. */
  steady?: () => number;
  renderer: Renderer;
  /** Makes the connection to a printer (transport/open-transport.ts); it connects on first use. */
  openTransport: (settings: PrinterSettings, events: TransportEvents) => Transport;
  /** Content of a badge job (kind `badge`), or why it waits; `job.attempt` gives the mark. */
  contentOf: (job: PrintJobRow) => BadgeContent | HoldReason;
  /** The template of the stock that a printer has loaded. */
  templateOf: (settings: PrinterSettings) => BadgeTemplate;
  /** Minutes after which a held badge asks before it prints (event policy). */
  asksAfterMinutes: () => number;
  /**
   * Called inside the transaction that changes a job's state, with the changed job; must be
   * synchronous. It writes the fact "badge printed" with the state. Throwing rolls both back.
   */
  recordChange?: (job: PrintJobRow) => void;
  /** Called after commit. */
  onJobChanged: (job: PrintJobRow) => void;
  onPrinterChanged: (printer: PrinterState) => void;
  log: Log;
  /** Printers that were paused when the app last ended. */
  pausedPrinters?: readonly string[];
  /** A category's name for the desk, where no printer has its stock; its id if left out. */
  categoryName?: (id: string) => string;
  /** Milliseconds between two checks of an idle printer; 2000 if left out. */
  pollMs?: number;
}

/** What the operator can answer about a job whose outcome only a person can see. */
type OutcomeAnswer = 'came-out' | 'print-again' | 'give-up';

/** What the operator can do with a waiting job: print it, print it with the Latin name, drop it. */
type ReleaseAction = 'print' | 'print-latin' | 'cancel';

export interface PrintQueue {
  /** Closes what a crash left open, then begins to print. Call it once. */
  start(): void;
  /** Finishes the attempt in flight (until its own timeouts) and closes all printers. */
  stop(): Promise<void>;
  /** There may be new work; returns at once. `decidedAt`: `performance.now()`, for the log. */
  wake(jobId?: string, decidedAt?: number): void;
  printers(): PrinterState[];
  /**
   * Sets the station's printers, in the order in which they were set up. routes.ts decides which
   * badge goes to which printer. Tests go to the printer that they name.
   */
  setPrinters(settings: readonly PrinterSettings[]): void;
  /** The operator's answer about a failed-partial or unknown job. Throws PrintJobStateError. */
  answer(jobId: string, answer: OutcomeAnswer): void;
  /** Prints or drops a held (for `cancel`, also a queued) job. Throws PrintJobStateError. */
  release(jobId: string, action: ReleaseAction): void;
  /** Gives a waiting badge to the printer that an operator chose (dispatch.ts). */
  moveTo(jobId: string, printerId: string): Moved;
  /** A paused printer finishes its current job; waiting jobs go to its neighbour, or wait. */
  pausePrinter(printerId: string, paused: boolean): void;
  /** Queues a test page; returns the job's id. */
  enqueueTest(printerId: string, eventId: string): string;
}

/** Milliseconds between two checks of an idle printer, to know of paper-out in time. */
const defaultPoll = 2_000;

/** Nothing happens before `start()`. */
export function createPrintQueue(deps: PrintQueueDeps): PrintQueue {
  return new Queue(deps);
}

class Queue implements PrintQueue {
  readonly #deps: PrintQueueDeps;
  readonly #moves: JobMoves;
  readonly #preparation: Preparation;
  readonly #dispatch: Dispatch;
  readonly #glyphsAccepted = new Set<string>();
  /** Jobs to print although their holder has another badge. */
  readonly #wantedBeside = new Set<string>();
  readonly #decidedAt = new Map<string, number>();
  readonly #paused: Set<string>;
  /** When this run of the app began to hold a job, by the steady clock. */
  readonly #heldSince = new Map<string, number>();
  #lanes: Lane[] = [];
  /** Read from the store at this run's first attempt. */
  #lastAttempt: number | null = null;
  #running = false;
  /** Printers that are being closed; a new lane to the same device must wait for them. */
  #closing: Promise<unknown> = Promise.resolve();

  constructor(deps: PrintQueueDeps) {
    this.#deps = deps;
    this.#moves = createJobMoves({
      db: deps.db,
      clock: deps.clock,
      recordChange: deps.recordChange,
      onJobChanged: (job) => {
        if (finalPrintJobStates.includes(job.state)) this.#forget(job.id);
        if (job.state !== 'held') this.#heldSince.delete(job.id);
        else if (!this.#heldSince.has(job.id)) this.#heldSince.set(job.id, this.#steady());
        deps.onJobChanged(job);
      },
    });
    this.#preparation = createPreparation(deps.renderer);
    this.#paused = new Set(deps.pausedPrinters);
    this.#dispatch = createDispatch({
      db: deps.db,
      clock: deps.clock,
      moves: this.#moves,
      printers: () => this.#lanes.map((lane) => lane.now()),
      contentOf: (job, printer) => this.#contentOf(job, printer),
      categoryName: deps.categoryName ?? ((id) => id),
      asksAfterMinutes: deps.asksAfterMinutes,
      heldFor: (jobId) => {
        const since = this.#heldSince.get(jobId);
        return since === undefined ? null : this.#steady() - since;
      },
      isWantedBeside: (jobId) => this.#wantedBeside.has(jobId),
      log: deps.log,
      wake: (printerId) => this.#lanes.find(({ settings }) => settings.id === printerId)?.wake(),
    });
  }

  #steady(): number {
    return (this.#deps.steady ?? (() => performance.now()))();
  }

  start(): void {
    this.#running = true;
    recoverJobs({
      db: this.#deps.db,
      clock: this.#deps.clock,
      moves: this.#moves,
      asksAfterMinutes: this.#deps.asksAfterMinutes,
      log: this.#deps.log,
    });
    for (const lane of this.#lanes) lane.start();
    this.#dispatch.settle();
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([this.#closing, ...this.#lanes.map((lane) => lane.stop())]);
  }

  wake(jobId?: string, decidedAt?: number): void {
    if (jobId !== undefined) {
      if (decidedAt !== undefined) this.#decidedAt.set(jobId, decidedAt);
    }
    // In a separate turn: the answer to a scan does not wait until the badge has found its printer.
    setImmediate(() => this.#lookAround(jobId));
  }

  printers(): PrinterState[] {
    return this.#lanes.map((lane) => lane.state());
  }

  pausePrinter(printerId: string, paused: boolean): void {
    if (paused) this.#paused.add(printerId);
    else this.#paused.delete(printerId);
    this.wake();
  }

  setPrinters(settings: readonly PrinterSettings[]): void {
    const kept = new Map(this.#lanes.map((lane) => [JSON.stringify(lane.settings), lane]));
    const before = this.#lanes;
    this.#lanes = settings.map((each) => kept.get(JSON.stringify(each)) ?? this.#makeLane(each));
    const left = before.filter((lane) => !this.#lanes.includes(lane));
    const added = this.#lanes.filter((lane) => !before.includes(lane));
    if (!this.#running) return;
    const ended = Promise.all([this.#closing, ...left.map((lane) => lane.stop())]);
    this.#closing = ended.then(() => {
      for (const lane of added) if (this.#running && this.#lanes.includes(lane)) lane.start();
    });
    this.wake();
  }

  answer(jobId: string, answer: OutcomeAnswer): void {
    const job = findPrintJob(this.#deps.db, jobId);
    if (job?.state !== 'failed-partial' && job?.state !== 'unknown') {
      throw new PrintJobStateError(jobId, answer, job?.state ?? 'missing');
    }
    switch (answer) {
      case 'came-out':
        this.#moves.move(jobId, { from: job.state, to: 'came-out' });
        break;
      case 'give-up':
        this.#moves.move(jobId, { from: job.state, to: 'did-not-come-out' });
        break;
      case 'print-again':
        this.#moves.again(jobId, job.state);
        this.wake(jobId);
        break;
    }
  }

  release(jobId: string, action: ReleaseAction): void {
    const job = findPrintJob(this.#deps.db, jobId);
    const state = job?.state ?? 'missing';
    if (state === 'held' && action !== 'cancel') {
      // The Latin name may lack a character too; then the job asks at the desk again.
      if (job?.reason === 'missing-glyphs' && action === 'print') this.#glyphsAccepted.add(jobId);
      if (job?.reason === 'duplicate') this.#wantedBeside.add(jobId);
      this.#preparation.forget(jobId);
      this.#moves.stillWanted(jobId, { latinOnly: action === 'print-latin' });
      this.wake(jobId);
    } else if ((state === 'held' || state === 'queued') && action === 'cancel') {
      this.#moves.move(jobId, { from: state, to: 'cancelled' });
    } else {
      throw new PrintJobStateError(jobId, action, state);
    }
  }

  moveTo(jobId: string, printerId: string): Moved {
    const moved = this.#dispatch.moveTo(jobId, printerId);
    if (moved === 'moved') this.wake(jobId);
    return moved;
  }

  enqueueTest(printerId: string, eventId: string): string {
    const id = uuidv7();
    insertPrintJob(this.#deps.db, {
      id,
      eventId,
      kind: 'test',
      badgeSerial: null,
      delegateId: null,
      printerId,
      priority: 0,
      wall: this.#deps.clock(),
    });
    this.wake(id);
    return id;
  }

  #makeLane(settings: PrinterSettings): Lane {
    const { db, clock, log } = this.#deps;
    const late = new Map<string, { id: string; attempt: number }>();
    const transport = this.#deps.openTransport(settings, {
      onLateConfirmation: (confirmId) => this.#confirmLate(late.get(confirmId)),
    });
    return createLane({
      settings,
      db,
      log,
      transport,
      dispatch: this.#dispatch,
      attempt: {
        clock,
        moves: this.#moves,
        preparation: this.#preparation,
        renderer: this.#deps.renderer,
        templateOf: this.#deps.templateOf,
        glyphsAccepted: this.#glyphsAccepted,
        decidedAt: this.#decidedAt,
        reserveAttempt: () => this.#reserveAttempt(),
        onUnconfirmed: (confirmId, job) => late.set(confirmId, job),
      },
      drawAhead: (job, content) => this.#preparation.ahead(job, this.#layoutFor(settings), content),
      isPaused: () => this.#paused.has(settings.id),
      onChanged: this.#deps.onPrinterChanged,
      poll: this.#deps.pollMs ?? defaultPoll,
    });
  }

  #reserveAttempt(): number {
    this.#lastAttempt = (this.#lastAttempt ?? lastPrintAttempt(this.#deps.db)) + 1;
    return this.#lastAttempt;
  }

  #lookAround(jobId: string | undefined): void {
    if (!this.#running) return;
    try {
      this.#dispatch.settle();
      if (jobId !== undefined) this.#drawAhead(jobId);
    } catch (error) {
      // The store failed; each printer's next turn tries again.
      this.#deps.log.error(errorFields(error), 'print queue');
    }
    for (const lane of this.#lanes) lane.wake();
  }

  #contentOf(job: PrintJobRow, printer: PrinterSettings): Printable | HoldReason {
    return job.kind === 'test' ? testPage(printer, job.createdWall) : this.#deps.contentOf(job);
  }

  #layoutFor(printer: PrinterSettings): BadgeLayout {
    return layoutOf(printer, this.#deps.templateOf(printer));
  }

  /** Begins to draw a person's badge while the printer is still busy or not yet queried. */
  #drawAhead(jobId: string): void {
    const job = findPrintJob(this.#deps.db, jobId);
    const printer = this.#lanes.find(({ settings }) => settings.id === job?.printerId)?.settings;
    // A badge of a batch is drawn while the one before it prints.
    if (job === null || printer === undefined || job.priority > 0) return;
    const content = this.#contentOf(job, printer);
    if (typeof content !== 'string')
      this.#preparation.ahead(job, this.#layoutFor(printer), content);
  }

  #forget(jobId: string): void {
    this.#preparation.forget(jobId);
    this.#dispatch.forget(jobId);
    this.#glyphsAccepted.delete(jobId);
    this.#wantedBeside.delete(jobId);
    this.#decidedAt.delete(jobId);
  }

  /** The printer confirms late that it finished a job, and no operator has answered yet. */
  #confirmLate(job: { id: string; attempt: number } | undefined): void {
    if (job === undefined) return;
    const now = findPrintJob(this.#deps.db, job.id);
    if (now?.state !== 'unknown' || now.attempt !== job.attempt) return;
    this.#moves.move(job.id, { from: 'unknown', to: 'confirmed' });
  }
}
