import type { ReadableDatabase } from '../../../db/base/types.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { holdReasonSchema, type PrinterState } from '../../../domain/printing/print-job.ts';
import type { StationWarning } from '../../../preload/contract/station/station.ts';
import type { Timers } from '../../base/timers.ts';

/** In milliseconds. */
export const queuePace = {
  look: 10_000,
  /** A badge takes seconds: where none left a queue for so long, something is wrong. */
  stuck: 2 * 60_000,
} as const;

/** Watches whether print jobs move at printers that report they can print. */
export type QueueWatch = ReturnType<typeof createQueueWatch>;

/** The jobs that wait at one printer since its last job moved. */
interface Standing {
  jobs: ReadonlySet<string>;
  since: number;
}

/**
 * Makes the watch. It is separate from the lanes: a lane that hangs cannot report it.
 *
 * @param parts.steady milliseconds of a monotonic clock
 * @param parts.onChange a queue got stuck, or moves again
 */
export function createQueueWatch(parts: {
  db: ReadableDatabase;
  printers: () => readonly PrinterState[];
  steady: () => number;
  timers: Timers;
  onChange: () => void;
}) {
  let standing = new Map<string, Standing>();
  let stuck: readonly PrinterState[] = [];
  let cancel: (() => void) | null = null;
  const look = (): void => {
    const now = parts.steady();
    const printers = parts.printers().filter(saysThatItPrints);
    const queued = printJobsInStates(parts.db, ['queued']);
    const next = new Map<string, Standing>();
    for (const { id } of printers) {
      // A job that no lane took belongs to any printer that could have taken it.
      const here = queued.filter(({ printerId }) => (printerId ?? printers[0]?.id) === id);
      if (here.length > 0) next.set(id, standingOf(here, standing.get(id), now));
    }
    standing = next;
    const found = printers.filter(
      ({ id }) => now - (standing.get(id)?.since ?? now) >= queuePace.stuck,
    );
    const isNews = names(found) !== names(stuck);
    stuck = found;
    if (isNews) parts.onChange();
    cancel = parts.timers.after(queuePace.look, look);
  };
  return {
    start: look,
    /** Printers that should print and do not, in the order in which they were set up. */
    stuck: (): readonly PrinterState[] => stuck,
    stop: (): void => cancel?.(),
  };
}

export function printWarnings(stuck: readonly PrinterState[]): StationWarning[] {
  if (stuck.length === 0) return [];
  return [{ code: 'print-queue-stuck', detail: stuck.map(({ name }) => name).join(', ') }];
}

function saysThatItPrints({ condition }: PrinterState): boolean {
  return !holdReasonSchema.safeParse(condition).success;
}

function standingOf(
  jobs: readonly { id: string }[],
  before: Standing | undefined,
  now: number,
): Standing {
  const ids = new Set(jobs.map(({ id }) => id));
  const moved = before === undefined || [...before.jobs].some((id) => !ids.has(id));
  return { jobs: ids, since: moved ? now : before.since };
}

function names(printers: readonly PrinterState[]): string {
  return JSON.stringify(printers.map(({ id, name }) => [id, name]));
}
