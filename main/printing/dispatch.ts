import { isStoreError, type ReadableDatabase, RowCountError } from '../../db/base/types.ts';
import type { PrintJobRow } from '../../db/printing/print-jobs.ts';
import { findWaitingJob, type WaitingJob, waitingJobs } from '../../db/printing/print-routes.ts';
import { InvalidData } from '../../domain/base/invalid-data.ts';
import {
  type HoldReason,
  type PrinterSettings,
  takesCategory,
} from '../../domain/printing/print-job.ts';
import type { Printable } from '../../domain/templates/test-sheet.ts';
import { errorFields, type Log } from '../base/log.ts';
import { type Hold, type JobMoves, PrintJobStateError } from './job-moves.ts';
import { wordsOf } from './prepare.ts';
import { type PrinterNow, routeOf } from './routes.ts';

export interface DispatchPrinter {
  settings: PrinterSettings;
  canPrint: PrinterNow['canPrint'];
  /** Why the printer cannot print; null while it can or its state is unknown. */
  hold: Hold | null;
}

export interface DispatchDeps {
  db: ReadableDatabase;
  clock: () => number;
  moves: JobMoves;
  /** In the order in which they were set up. */
  printers: () => readonly DispatchPrinter[];
  contentOf: (job: PrintJobRow, printer: PrinterSettings) => Printable | HoldReason;
  categoryName: (id: string) => string;
  asksAfterMinutes: () => number;
  /** How long a job is held (steady milliseconds); null if an earlier run of the app held it. */
  heldFor: (jobId: string) => number | null;
  /** Whether an operator chose to print a badge although its holder has another one. */
  isWantedBeside: (jobId: string) => boolean;
  log: Log;
  /** A job was given to this printer, which should check its queue. */
  wake: (printerId: string) => void;
}

/** Reasons for a hold that end when the badge's text changes. */
const heldForWords: readonly HoldReason[] = ['missing-glyphs', 'render-failed'];
/** Reasons for a hold that end with an operator's decision. */
const waitsForWord: readonly HoldReason[] = [...heldForWords, 'too-old'];
/** Reasons for a hold after which a job is queued again automatically. */
const endsByItself: readonly HoldReason[] = [
  'paused',
  'batch-paused',
  'stopped',
  'duplicate',
  'disregarded',
];

/** Why an operator's choice of a printer changed nothing: it lacks the stock, or no job waits. */
export type Moved = 'moved' | 'no-printer' | 'not-waiting';

/** Decides which waiting job belongs to which printer, and which of them may print. */
export interface Dispatch {
  /**
   * Checks all waiting jobs. Gives each to the one printer to which it belongs, and records why
   * others cannot print. Cheap when nothing changed; call it whenever something may have.
   */
  settle(): void;
  /**
   * Up to `limit` jobs of a printer that may print, with their content, next one first. Holds jobs
   * found on the way that may not print, with their reason.
   */
  next(printerId: string, limit: number): { job: PrintJobRow; content: Printable }[];
  /**
   * Gives a waiting badge to the printer that an operator chose. The badge stays there: `settle`
   * moves it only from a printer that cannot print.
   */
  moveTo(jobId: string, printerId: string): Moved;
  /** How many jobs wait for a printer, without those that need an answer. */
  count(printerId: string): number;
  /**
   * Checks again whether a job may print, in the transaction that records its first byte as sent.
   *
   * @throws PrintJobStateError if its badge became void, was stopped, is not the holder's only
   *   one, or waited too long since `next` gave it
   */
  assertWanted(jobId: string): void;
  /** Call it once the job is done. */
  forget(jobId: string): void;
}

export function createDispatch(deps: DispatchDeps): Dispatch {
  return new Dispatcher(deps);
}

class Dispatcher implements Dispatch {
  readonly #deps: DispatchDeps;
  /** The content with which a job was last given to its printer, since the app started. */
  readonly #worded = new Map<string, string>();

  constructor(deps: DispatchDeps) {
    this.#deps = deps;
  }

  settle(): void {
    const jobs = waitingJobs(this.#deps.db);
    const printers = this.#deps.printers();
    const waiting = new Map<string, number>();
    for (const { job } of jobs) add(waiting, job.printerId, 1);
    for (const waitingJob of jobs)
      this.#isolated(waitingJob.job, () => this.#settleOne(waitingJob, printers, waiting));
  }

  next(printerId: string, limit: number): { job: PrintJobRow; content: Printable }[] {
    const printer = this.#deps.printers().find(({ settings }) => settings.id === printerId);
    const found: { job: PrintJobRow; content: Printable }[] = [];
    if (printer === undefined) return found;
    for (const waitingJob of waitingJobs(this.#deps.db)) {
      const { job } = waitingJob;
      if (job.printerId !== printerId || needsWord(job) || isPausedBatch(waitingJob)) continue;
      if (isUnwanted(waitingJob) || waitingJob.isStopped || this.#isDoubled(waitingJob)) continue;
      this.#isolated(job, () => {
        const content = this.#deps.contentOf(job, printer.settings);
        if (typeof content === 'string')
          this.#deps.moves.hold(job, { reason: content, detail: '' });
        else if (!this.#asks(job)) {
          this.#worded.set(job.id, wordsOf(content));
          found.push({ job, content });
        }
      });
      if (found.length >= limit) break;
    }
    return found;
  }

  moveTo(jobId: string, printerId: string): Moved {
    const waiting = findWaitingJob(this.#deps.db, jobId);
    if (waiting?.job.kind !== 'badge') return 'not-waiting';
    const { job, category } = waiting;
    const printer = this.#deps.printers().find(({ settings }) => settings.id === printerId);
    if (printer === undefined || !takesCategory(printer.settings.stock, category))
      return 'no-printer';
    this.#deps.moves.route(job, { printerId, movedFrom: job.printerId });
    return 'moved';
  }

  count(printerId: string): number {
    return waitingJobs(this.#deps.db).filter(
      (one) => one.job.printerId === printerId && !needsWord(one.job) && !this.#isDoubled(one),
    ).length;
  }

  forget(jobId: string): void {
    this.#worded.delete(jobId);
  }

  assertWanted(jobId: string): void {
    const found = findWaitingJob(this.#deps.db, jobId);
    const isWanted =
      found !== null &&
      !isUnwanted(found) &&
      !found.isDisregarded &&
      !found.isStopped &&
      !this.#isDoubled(found) &&
      !this.#isTooOld(found.job);
    if (!isWanted) throw new PrintJobStateError(jobId, 'print', 'unwanted');
  }

  /** An error of one job becomes that job's hold, shown at the desk; the other jobs print. */
  #isolated(job: PrintJobRow, work: () => void): void {
    try {
      work();
    } catch (error) {
      // For these errors no hold can be written either.
      if (isStoreError(error) || error instanceof RowCountError) throw error;
      this.#deps.log.error({ job: job.id, ...errorFields(error) }, 'print job');
      this.#deps.moves.hold(job, holdOf(error));
    }
  }

  #settleOne(
    waitingJob: WaitingJob,
    printers: readonly DispatchPrinter[],
    waiting: Map<string, number>,
  ): void {
    const { moves } = this.#deps;
    const { job, category } = waitingJob;
    if (isUnwanted(waitingJob)) {
      moves.move(job.id, { from: job.state, to: 'cancelled' });
      return;
    }
    if (waitingJob.isDisregarded) {
      moves.hold(job, { reason: 'disregarded', detail: '' });
      return;
    }
    if (waitingJob.isStopped) {
      moves.hold(job, { reason: 'stopped', detail: '' });
      return;
    }
    if (this.#isDoubled(waitingJob)) {
      moves.hold(job, { reason: 'duplicate', detail: '' });
      return;
    }
    if (needsWord(job)) {
      this.#lookAtWords(job, printers);
      return;
    }
    // The holder's data may arrive at any time; the time limit starts then.
    if (!waitsForData(job) && this.#asks(job)) return;
    const route = routeOf(
      { kind: job.kind, printerId: job.printerId, category, priority: job.priority },
      printers.map(({ settings, canPrint }) => ({
        settings,
        canPrint,
        waiting: waiting.get(settings.id) ?? 0,
      })),
    );
    if (route.kind === 'nowhere') {
      const wanted = route.reason === 'wrong-stock' && category !== null;
      moves.disown(job, {
        reason: route.reason,
        detail: wanted ? this.#deps.categoryName(category) : '',
      });
      return;
    }
    const moved = job.printerId !== route.printerId;
    if (moved) {
      moves.route(job, { printerId: route.printerId, movedFrom: route.insteadOf });
      add(waiting, job.printerId, -1);
      add(waiting, route.printerId, 1);
      this.#deps.wake(route.printerId);
    }
    this.#sayWhyItWaits(
      waitingJob,
      moved,
      printers.find(({ settings }) => settings.id === route.printerId),
    );
  }

  /** Tries again a name that was corrected meanwhile. */
  #lookAtWords(job: PrintJobRow, printers: readonly DispatchPrinter[]): void {
    const printer = printers.find(({ settings }) => settings.id === job.printerId);
    if (printer === undefined || job.reason === null || !heldForWords.includes(job.reason)) return;
    const content = this.#deps.contentOf(job, printer.settings);
    if (typeof content === 'string') this.#deps.moves.hold(job, { reason: content, detail: '' });
    else if (this.#worded.get(job.id) !== wordsOf(content) && !this.#asks(job))
      this.#deps.moves.stillWanted(job.id);
  }

  #sayWhyItWaits(
    waitingJob: WaitingJob,
    moved: boolean,
    printer: DispatchPrinter | undefined,
  ): void {
    const { moves } = this.#deps;
    // The job moved to a printer that can print: it is queued there.
    const job: PrintJobRow = moved
      ? Object.assign({}, waitingJob.job, { state: 'queued', reason: null, detail: '' })
      : waitingJob.job;
    if (waitsForData(job)) return;
    const hold: Hold | null = isPausedBatch(waitingJob)
      ? { reason: 'batch-paused', detail: '' }
      : (printer?.hold ?? null);
    if (hold !== null) moves.hold(job, hold);
    else if (job.state === 'held' && job.reason !== null && endsByItself.includes(job.reason))
      moves.stillWanted(job.id);
  }

  /** Holds a job that waited too long: the person may have got another badge. */
  #asks(job: PrintJobRow): boolean {
    if (!this.#isTooOld(job)) return false;
    this.#deps.moves.hold(job, { reason: 'too-old', detail: job.reason ?? '' });
    return true;
  }

  #isDoubled({ job, isDuplicate }: WaitingJob): boolean {
    return isDuplicate && !this.#deps.isWantedBeside(job.id);
  }

  #isTooOld(job: PrintJobRow): boolean {
    // No person waits at the desk for a badge of a batch: the batch decides whether it is wanted.
    if (job.state !== 'held' || job.priority > 0) return false;
    const longest = this.#deps.asksAfterMinutes() * 60_000;
    const age = this.#deps.clock() - job.updatedWall;
    const steadyAge = this.#deps.heldFor(job.id);
    // A clock that was set back cannot show how much time passed.
    return age >= longest || (steadyAge === null ? age < 0 : steadyAge >= longest);
  }
}

function holdOf(error: unknown): Hold {
  if (error instanceof InvalidData && error.code === 'not-in-event-file')
    return { reason: 'not-in-event-file', detail: error.detail };
  return { reason: 'render-failed', detail: error instanceof Error ? error.message : '' };
}

function needsWord({ reason }: PrintJobRow): boolean {
  return reason !== null && waitsForWord.includes(reason);
}

function waitsForData({ reason }: PrintJobRow): boolean {
  return reason === 'waits-for-data' || reason === 'not-in-event-file';
}

function isPausedBatch({ job, batch }: WaitingJob): boolean {
  return job.priority > 0 && batch !== null && batch !== 'running';
}

/** A badge that is void, or printed ahead for a registration that was withdrawn since. */
function isUnwanted({ job, status, isVoid }: WaitingJob): boolean {
  const isAhead = job.batchId !== null && job.priority > 0;
  return isVoid || (isAhead && status !== null && status !== 'confirmed');
}

function add(counts: Map<string, number>, printerId: string | null, change: number): void {
  if (printerId !== null) counts.set(printerId, (counts.get(printerId) ?? 0) + change);
}
