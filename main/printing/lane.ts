import { lastSentOutcome, type PrintJobRow } from '../../db/print-jobs.ts';
import type { WritableDatabase } from '../../db/types.ts';
import {
  holdReasonSchema,
  type PrinterSettings,
  type PrinterState,
} from '../../domain/print-job.ts';
import type { Printable } from '../../domain/test-sheet.ts';
import { errorFields, type Log } from '../log.ts';
import { type AttemptDeps, tryToPrint } from './attempt.ts';
import { createSignal } from './signal.ts';
import { whereIs } from './transport/open-transport.ts';
import { isPrintable } from './transport/protocol.ts';
import type { PrinterCondition, Transport } from './transport/transport.ts';
import type { WaitingJobs } from './waiting-jobs.ts';

export interface LaneDeps {
  settings: PrinterSettings;
  db: WritableDatabase;
  log: Log;
  transport: Transport;
  jobs: WaitingJobs;
  attempt: Omit<AttemptDeps, 'settings' | 'transport' | 'db' | 'log'>;
  onChanged: (state: PrinterState) => void;
  /** Milliseconds between two looks at the idle printer. */
  poll: number;
}

/** One printer and its work: one job in flight, and a look at the printer between jobs. */
export interface Lane {
  readonly settings: PrinterSettings;
  start(): void;
  wake(): void;
  state(): PrinterState;
  /** Ends after the attempt in flight; closes the printer. */
  stop(): Promise<void>;
}

export function createLane(deps: LaneDeps): Lane {
  const { settings, transport, jobs, log } = deps;
  const signal = createSignal();
  let condition: PrinterCondition = { condition: 'unknown', detail: '' };
  let looked = Number.NEGATIVE_INFINITY;
  let printing = false;
  let running = false;
  let finished: Promise<void> = Promise.resolve();
  let told = '';
  const attemptDeps: AttemptDeps = { ...deps.attempt, settings, transport, db: deps.db, log };
  const link = { brokenOff: false };

  const state = (): PrinterState => ({
    id: settings.id,
    name: settings.name,
    condition: printing ? 'printing' : condition.condition,
    where: whereIs(settings),
    detail: condition.detail,
    waiting: jobs.count(),
  });

  const tell = (): void => {
    const now = state();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    deps.onChanged(now);
  };

  const look = async (): Promise<void> => {
    const next = await transport.status();
    looked = performance.now();
    if (next.condition !== condition.condition) {
      log.info({ printer: settings.id, condition: next.condition, detail: next.detail }, 'printer');
    }
    condition = next;
  };

  const print = async (work: { job: PrintJobRow; content: Printable }): Promise<void> => {
    printing = true;
    tell();
    try {
      const outcome = await tryToPrint(attemptDeps, work.job, work.content, link);
      if (outcome === null) return;
      if (outcome.kind === 'held' || outcome.kind === 'retryable') {
        condition = { condition: outcome.reason, detail: outcome.detail };
      }
      if (outcome.kind === 'failed-partial') await look();
    } finally {
      printing = false;
    }
  };

  const turn = async (): Promise<void> => {
    jobs.settleOrphans();
    const due = performance.now() - looked >= deps.poll;
    if (due || !isPrintable(condition)) await look();
    if (!running) return;
    if (isPrintable(condition)) {
      const work = jobs.next();
      if (work !== null) {
        await print(work);
        if (isPrintable(condition)) return;
      }
    }
    if (!isPrintable(condition)) {
      jobs.holdAll({
        reason: holdReasonSchema.parse(condition.condition),
        detail: condition.detail,
      });
    }
    tell();
    if (running) await signal.wait(deps.poll);
  };

  const run = async (): Promise<void> => {
    while (running) {
      try {
        await turn();
      } catch (error) {
        log.error({ printer: settings.id, ...errorFields(error) }, 'print lane');
        await signal.wait(deps.poll);
      }
    }
    await transport.close();
  };

  return {
    settings,
    start: () => {
      running = true;
      // Read only now: what a crash left open has been closed by the queue's start.
      link.brokenOff = lastSentOutcome(deps.db, settings.id) !== 'confirmed';
      finished = run();
    },
    wake: () => signal.ring(),
    state,
    stop: async () => {
      running = false;
      signal.ring();
      await finished;
    },
  };
}
