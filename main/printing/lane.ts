import { isStoreError, type WritableDatabase } from '../../db/base/types.ts';
import { lastSentOutcome } from '../../db/printing/print-attempts.ts';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import { findWaitingJob } from '../../db/printing/print-routes.ts';
import {
  holdReasonSchema,
  type PrinterSettings,
  type PrinterState,
} from '../../domain/printing/print-job.ts';
import type { Printable } from '../../domain/templates/test-sheet.ts';
import { errorFields, type Log } from '../base/log.ts';
import { type AttemptDeps, tryToPrint } from './attempt.ts';
import type { Dispatch, DispatchPrinter } from './dispatch.ts';
import { settleOrphans } from './job-moves.ts';
import { whereIs } from './transport/open-transport.ts';
import { isPrintable } from './transport/protocol.ts';
import type { PrinterCondition, Transport } from './transport/transport.ts';

export interface LaneDeps {
  settings: PrinterSettings;
  db: WritableDatabase;
  log: Log;
  transport: Transport;
  dispatch: Dispatch;
  attempt: Omit<
    AttemptDeps,
    'settings' | 'transport' | 'db' | 'log' | 'onFirstDots' | 'assertWanted'
  >;
  /** Draws a badge that will soon be next at this printer. */
  drawAhead: (job: PrintJobRow, content: Printable) => void;
  isPaused: () => boolean;
  onChanged: (state: PrinterState) => void;
  /** Milliseconds between two checks of the idle printer. */
  poll: number;
}

/** One printer and its work: one job in flight, and a check of the printer between jobs. */
export interface Lane {
  readonly settings: PrinterSettings;
  start(): void;
  wake(): void;
  state(): PrinterState;
  /** Whether the printer can print now, for the choice of routes. */
  now(): DispatchPrinter;
  /** Ends after the attempt in flight; closes the printer. */
  stop(): Promise<void>;
}

/** So many checks of a printer may be skipped while badges print without a pause. */
const checksOff = 5;

export function createLane(deps: LaneDeps): Lane {
  return new PrinterLane(deps);
}

class PrinterLane implements Lane {
  readonly settings: PrinterSettings;
  readonly #deps: LaneDeps;
  readonly #signal = createSignal();
  readonly #link = { brokenOff: false };
  #condition: PrinterCondition = { condition: 'unknown', detail: '' };
  /** `performance.now()` of the last check. */
  #looked = Number.NEGATIVE_INFINITY;
  #printing = false;
  #running = false;
  #finished: Promise<void> = Promise.resolve();
  #told = '';

  constructor(deps: LaneDeps) {
    this.#deps = deps;
    this.settings = deps.settings;
  }

  start(): void {
    this.#running = true;
    // Read only now: the queue's start has closed what a crash left open.
    this.#link.brokenOff = lastSentOutcome(this.#deps.db, this.settings.id) !== 'confirmed';
    this.#finished = this.#run();
  }

  wake(): void {
    this.#signal.ring();
  }

  state(): PrinterState {
    const { settings } = this;
    const resting = this.#deps.isPaused() ? 'paused' : this.#condition.condition;
    return {
      id: settings.id,
      name: settings.name,
      condition: this.#printing ? 'printing' : resting,
      where: whereIs(settings),
      detail: this.#condition.detail,
      waiting: this.#deps.dispatch.count(settings.id),
    };
  }

  now(): DispatchPrinter {
    const { settings } = this;
    if (this.#deps.isPaused())
      return { settings, canPrint: 'no', hold: { reason: 'paused', detail: '' } };
    if (!isPrintable(this.#condition)) {
      const { condition, detail } = this.#condition;
      return {
        settings,
        canPrint: 'no',
        hold: { reason: holdReasonSchema.parse(condition), detail },
      };
    }
    const canPrint = this.#looked === Number.NEGATIVE_INFINITY ? 'unknown' : 'yes';
    return { settings, canPrint, hold: null };
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#signal.ring();
    await this.#finished;
  }

  async #run(): Promise<void> {
    while (this.#running) {
      try {
        await this.#turn();
      } catch (error) {
        this.#deps.log.error({ printer: this.settings.id, ...errorFields(error) }, 'print lane');
        await this.#signal.wait(this.#deps.poll);
      }
    }
    await this.#deps.transport.close();
  }

  async #turn(): Promise<void> {
    const { dispatch, poll } = this.#deps;
    settleOrphans(this.#deps.db, this.#deps.attempt.moves, this.settings.id);
    const age = performance.now() - this.#looked;
    if (age >= checksOff * poll || !isPrintable(this.#condition)) await this.#look();
    if (!this.#running) return;
    dispatch.settle();
    if (this.now().canPrint !== 'no') {
      const [work] = dispatch.next(this.settings.id, 1);
      if (work !== undefined) {
        await this.#print(work);
        if (this.now().canPrint !== 'no') return;
        dispatch.settle();
      }
    }
    // After the badges, which wait for no check: a printer is queried before each of them anyway.
    if (performance.now() - this.#looked >= poll) {
      await this.#look();
      dispatch.settle();
    }
    this.#tell();
    if (this.#running) await this.#signal.wait(poll);
  }

  async #look(): Promise<void> {
    const next = await this.#deps.transport.status();
    this.#looked = performance.now();
    const { condition, detail } = next;
    if (condition !== this.#condition.condition)
      this.#deps.log.info({ printer: this.settings.id, condition, detail }, 'printer');
    this.#condition = next;
  }

  async #print(work: { job: PrintJobRow; content: Printable }): Promise<void> {
    const { settings } = this;
    const { attempt, transport, db, log } = this.#deps;
    this.#printing = true;
    this.#tell();
    try {
      const deps: AttemptDeps = {
        ...attempt,
        settings,
        transport,
        db,
        log,
        assertWanted: (jobId) => this.#deps.dispatch.assertWanted(jobId),
        onFirstDots: () => this.#drawNext(work.job.id),
      };
      const outcome = await tryToPrint(deps, work.job, work.content, this.#link);
      if (outcome === null) return;
      if (outcome.kind === 'held' || outcome.kind === 'retryable')
        this.#condition = { condition: outcome.reason, detail: outcome.detail };
      if (outcome.kind === 'failed-partial') await this.#look();
    } catch (error) {
      this.#holdFor(work.job.id, error);
      throw error;
    } finally {
      this.#printing = false;
    }
  }

  /** What an attempt throws before its first byte becomes its job's hold: the next jobs print. */
  #holdFor(jobId: string, error: unknown): void {
    if (isStoreError(error)) return;
    const waiting = findWaitingJob(this.#deps.db, jobId);
    const detail = error instanceof Error ? error.message : String(error);
    if (waiting !== null)
      this.#deps.attempt.moves.hold(waiting.job, { reason: 'render-failed', detail });
  }

  /** Draws the badge after this one while this one prints. */
  #drawNext(jobId: string): void {
    try {
      for (const { job, content } of this.#deps.dispatch.next(this.settings.id, 1))
        if (job.id !== jobId) this.#deps.drawAhead(job, content);
    } catch (error) {
      // The badge is drawn, or fails visibly, when its turn comes.
      this.#deps.log.warn({ printer: this.settings.id, ...errorFields(error) }, 'draw ahead');
    }
  }

  #tell(): void {
    const now = this.state();
    const text = JSON.stringify(now);
    if (text === this.#told) return;
    this.#told = text;
    this.#deps.onChanged(now);
  }
}

/** A signal to wait for, with a timeout: a ring that comes before the wait is not lost. */
interface Signal {
  ring(): void;
  wait(milliseconds: number): Promise<void>;
}

function createSignal(): Signal {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = null;
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        wake = done;
        if (rung) done();
      }),
  };
}
