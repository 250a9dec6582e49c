import {
  findPrintJob,
  movePrintJob,
  type PrintJobMove,
  type PrintJobRow,
  printJobAgain,
  printJobStillWanted,
} from '../../db/print-jobs.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { HoldReason, PrintJobState } from '../../domain/print-job.ts';

/** Everything that changes a job's state: one transaction with what depends on it, then the notice. */
export interface JobMoves {
  /** Throws RowCountError if the job is not in `from`. `alongside` runs in the same transaction. */
  move(
    id: string,
    step: {
      from: PrintJobState;
      to: PrintJobState;
      reason?: HoldReason;
      detail?: string;
      printerId?: string;
    },
    alongside?: () => void,
  ): void;
  /** Holds a queued or held job; nothing happens if it is held for that reason already. */
  hold(job: PrintJobRow, hold: { reason: HoldReason; detail: string; printerId?: string }): void;
  again(id: string, from: 'failed-partial' | 'unknown'): void;
  stillWanted(id: string): void;
}

export function createJobMoves(deps: {
  db: WritableDatabase;
  clock: () => number;
  recordChange: ((job: PrintJobRow) => void) | undefined;
  onJobChanged: (jobId: string, state: PrintJobState) => void;
}): JobMoves {
  const { db, clock } = deps;

  const change = (id: string, action: () => void): void => {
    const state = db
      .transaction((): PrintJobState => {
        action();
        const job = findPrintJob(db, id);
        if (job === null) throw new Error(`print job ${id} has vanished`);
        deps.recordChange?.(job);
        return job.state;
      })
      .immediate();
    deps.onJobChanged(id, state);
  };

  const move: JobMoves['move'] = (id, step, alongside) => {
    const row: PrintJobMove = {
      from: step.from,
      to: step.to,
      reason: step.reason ?? null,
      detail: step.detail ?? '',
      printerId: step.printerId ?? null,
      wall: clock(),
    };
    change(id, () => {
      movePrintJob(db, id, row);
      alongside?.();
    });
  };

  return {
    move,
    hold: (job, hold) => {
      if (job.state !== 'queued' && job.state !== 'held') return;
      if (job.state === 'held' && job.reason === hold.reason && job.detail === hold.detail) return;
      move(job.id, { from: job.state, to: 'held', ...hold });
    },
    again: (id, from) => change(id, () => printJobAgain(db, id, from, clock())),
    stillWanted: (id) => change(id, () => printJobStillWanted(db, id, clock())),
  };
}
