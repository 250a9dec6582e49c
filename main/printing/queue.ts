import { v7 as uuidv7 } from 'uuid';
import {
  findPrintJob,
  insertPrintJob,
  type PrintJobRow,
  printJobsInStates,
} from '../../db/print-jobs.ts';
import type { PrinterSettings, PrinterState } from '../../domain/print-job.ts';
import { createJobMoves, type JobMoves } from './job-moves.ts';
import { createLane, type Lane } from './lane.ts';
import { createPreparation, layoutOf, type Preparation } from './prepare.ts';
import {
  type OutcomeAnswer,
  PrintJobStateError,
  type PrintQueue,
  type PrintQueueDeps,
} from './queue-api.ts';
import { recoverJobs } from './recover.ts';
import { testPage } from './test-page.ts';
import { createWaitingJobs } from './waiting-jobs.ts';

export { PrintJobStateError, type PrintQueue, type PrintQueueDeps } from './queue-api.ts';

/** Milliseconds between two looks at an idle printer: paper-out is known before the next delegate stands there. */
const defaultPoll = 2_000;

/** Makes the queue; nothing happens before `start()`. */
export function createPrintQueue(deps: PrintQueueDeps): PrintQueue {
  return new Queue(deps);
}

class Queue implements PrintQueue {
  readonly #deps: PrintQueueDeps;
  readonly #moves: JobMoves;
  readonly #preparation: Preparation;
  readonly #glyphsAccepted = new Set<string>();
  readonly #decidedAt = new Map<string, number>();
  #lanes: Lane[] = [];
  #running = false;
  /** Printers that are being left; a new lane to the same device must wait for them. */
  #closing: Promise<unknown> = Promise.resolve();

  constructor(deps: PrintQueueDeps) {
    this.#deps = deps;
    this.#moves = createJobMoves({
      db: deps.db,
      clock: deps.clock,
      recordChange: deps.recordChange,
      onJobChanged: deps.onJobChanged,
    });
    this.#preparation = createPreparation(deps.renderer);
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
    this.#holdHomeless();
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all([this.#closing, ...this.#lanes.map((lane) => lane.stop())]);
  }

  wake(jobId?: string, decidedAt?: number): void {
    if (jobId !== undefined) {
      if (decidedAt !== undefined) this.#decidedAt.set(jobId, decidedAt);
      this.#drawAhead(jobId);
    }
    this.#holdHomeless();
    for (const lane of this.#lanes) lane.wake();
  }

  printers(): PrinterState[] {
    return this.#lanes.map((lane) => lane.state());
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

  release(jobId: string, action: 'print' | 'cancel'): void {
    const job = findPrintJob(this.#deps.db, jobId);
    const state = job?.state ?? 'missing';
    if (state === 'held' && action === 'print') {
      if (job?.reason === 'missing-glyphs') this.#glyphsAccepted.add(jobId);
      this.#preparation.forget(jobId);
      this.#moves.stillWanted(jobId);
      this.wake(jobId);
    } else if ((state === 'held' || state === 'queued') && action === 'cancel') {
      this.#moves.move(jobId, { from: state, to: 'cancelled' });
      this.#preparation.forget(jobId);
    } else {
      throw new PrintJobStateError(jobId, action, state);
    }
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
    const jobs = createWaitingJobs({
      db,
      clock,
      moves: this.#moves,
      printerId: settings.id,
      owns: (job) => this.#laneOf(job)?.settings.id === settings.id,
      contentOf: (job) =>
        job.kind === 'test' ? testPage(settings, job.createdWall) : this.#deps.contentOf(job),
      asksAfterMinutes: this.#deps.asksAfterMinutes,
    });
    return createLane({
      settings,
      db,
      log,
      transport,
      jobs,
      attempt: {
        clock,
        moves: this.#moves,
        preparation: this.#preparation,
        templateOf: this.#deps.templateOf,
        glyphsAccepted: this.#glyphsAccepted,
        decidedAt: this.#decidedAt,
        onUnconfirmed: (confirmId, job) => late.set(confirmId, job),
      },
      onChanged: this.#deps.onPrinterChanged,
      poll: this.#deps.pollMs ?? defaultPoll,
    });
  }

  /** The first printer prints the badges; a test goes to the one that it names. */
  #laneOf(job: PrintJobRow): Lane | undefined {
    if (job.kind === 'badge') return this.#lanes[0];
    return this.#lanes.find((lane) => lane.settings.id === job.printerId);
  }

  /** Begins to draw while the printer is still busy or not yet asked. */
  #drawAhead(jobId: string): void {
    const job = findPrintJob(this.#deps.db, jobId);
    const settings = job === null ? undefined : this.#laneOf(job)?.settings;
    if (job === null || settings === undefined) return;
    const layout = layoutOf(settings, this.#deps.templateOf(settings));
    const content =
      job.kind === 'test' ? testPage(settings, job.createdWall) : this.#deps.contentOf(job);
    void this.#preparation.prepare(job, layout, content);
  }

  /** Jobs for which there is no printer say so. */
  #holdHomeless(): void {
    if (!this.#running) return;
    for (const job of printJobsInStates(this.#deps.db, ['queued'])) {
      if (this.#laneOf(job) === undefined)
        this.#moves.hold(job, { reason: 'no-printer', detail: '' });
    }
  }

  /** The printer says after all that it finished a job which nobody has judged yet. */
  #confirmLate(job: { id: string; attempt: number } | undefined): void {
    if (job === undefined) return;
    const now = findPrintJob(this.#deps.db, job.id);
    if (now?.state !== 'unknown' || now.attempt !== job.attempt) return;
    this.#moves.move(job.id, { from: 'unknown', to: 'confirmed' });
  }
}
