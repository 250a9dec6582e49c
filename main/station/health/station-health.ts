import type { ReadableDatabase } from '../../../db/base/types.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { askingPrintJobStates, type PrinterState } from '../../../domain/printing/print-job.ts';
import type {
  CameraHealth,
  ReportedHealth,
  StoreHealth,
} from '../../../domain/sync/reported-health.ts';
import type { Timers } from '../../base/timers.ts';
import { openRecovery } from '../backup/recovery-record.ts';

export interface HealthParts {
  db: ReadableDatabase;
  printers: () => readonly PrinterState[];
  /** Of these, those that should print and do not. */
  stuck: () => readonly PrinterState[];
  /** Free bytes on the store's disk; null where the system does not say. May be slow. */
  freeDisk: () => Promise<number | null>;
  /** The store's health by its copies and its last recovery. */
  store: () => StoreHealth;
  /** Passes the health to the sync and does not wait. */
  tell: (health: ReportedHealth) => void;
  timers: Timers;
}

/** Watches what the hub should know of this station, and passes it on. */
export type StationHealth = ReturnType<typeof createStationHealth>;

/** In milliseconds. */
export const healthPace = {
  /** A print changes the printer's state several times. */
  gather: 500,
  /** Disks fill slowly; changes of the store's health are reported as often. */
  disk: 60_000,
} as const;

/** More printers than a station ever has; a message on the wire needs a limit. */
const maxPrinters = 20;

/** Nothing runs before `start`. */
export function createStationHealth(parts: HealthParts) {
  const { timers } = parts;
  let camera: CameraHealth | null = null;
  let freeDisk: number | null = null;
  let isRunning = false;
  let cancelTell: (() => void) | null = null;
  let cancelDisk: (() => void) | null = null;

  const tell = (): void => {
    cancelTell = null;
    const stuck = new Set(parts.stuck().map(({ id }) => id));
    parts.tell({
      printers: parts
        .printers()
        .slice(0, maxPrinters)
        .map((printer) => printerHealth(printer, stuck.has(printer.id))),
      camera: camera ?? 'off',
      unsettledJobs: printJobsInStates(parts.db, askingPrintJobStates).length,
      freeDisk,
      store: parts.store(),
    });
  };
  const soon = (): void => {
    if (isRunning) cancelTell ??= timers.after(healthPace.gather, tell);
  };
  const lookAtDisk = async (): Promise<void> => {
    freeDisk = roundedDisk(await parts.freeDisk());
    if (!isRunning) return;
    soon();
    cancelDisk = timers.after(healthPace.disk, () => void lookAtDisk());
  };
  return {
    start: (): void => {
      isRunning = true;
      soon();
      void lookAtDisk();
    },
    /** Call it when a printer or a job changed. */
    changed: soon,
    /** The page's last report; null before the first. */
    lastCamera: (): CameraHealth | null => camera,
    camera: (state: CameraHealth): void => {
      camera = state;
      soon();
    },
    stop: (): void => {
      isRunning = false;
      cancelTell?.();
      cancelDisk?.();
    },
  };
}

/** "Printing" and "ready" alternate with every badge and mean the same to an organiser. */
function printerHealth(
  { name, condition, waiting }: PrinterState,
  isStuck: boolean,
): ReportedHealth['printers'][number] {
  const shown = condition === 'printing' ? 'ready' : condition;
  return { name: name.slice(0, 60), condition: isStuck ? 'stuck' : shown, waiting };
}

/** Rounded to 100 MB: every fact changes the last digits, and the hub would write each change. */
function roundedDisk(bytes: number | null): number | null {
  const grain = 100_000_000;
  return bytes === null ? null : Math.floor(bytes / grain) * grain;
}

/**
 * The health of a station's store as others see it: the worst that applies.
 *
 * @param copyFailed whether the last copy of the store failed
 */
export function storeHealthOf(db: ReadableDatabase, copyFailed: boolean): StoreHealth {
  const recovery = openRecovery(db);
  if (recovery?.isWhole === false) return 'incomplete';
  if (copyFailed) return 'not-copied';
  return recovery === null ? 'whole' : 'restored';
}
