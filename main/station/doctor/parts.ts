import type { StoreLocation } from '../../../db/station/open.ts';
import type { PrinterState } from '../../../domain/printing/print-job.ts';
import type { CameraHealth } from '../../../domain/sync/reported-health.ts';
import type { LinkState } from '../../../domain/sync/sync-status.ts';
import type { Context } from '../../base/context.ts';
import type { BackupState } from '../backup/backups.ts';
import type { DiskState } from '../health/disk-watch.ts';

/** The outcome of checking the store in a thread. */
export type StoreVerdict =
  | { ok: true; facts: number; delegates: number }
  | { ok: false; code: string };

/** What doctor/worker answers. */
export interface StoreCheck {
  check(): Promise<StoreVerdict>;
}

/** What the doctor checks. Everything that it cannot reach itself is passed in. */
export interface DoctorParts {
  context: Context;
  location: StoreLocation;
  /** Folder of all that the station writes. */
  dataDir: string;
  fonts: string;
  /** The machine's clock, UTC milliseconds; and its time zone. */
  now: () => number;
  zone: string;
  freeDisk: () => Promise<number | null>;
  diskState: (free: number | null) => DiskState;
  backups: () => BackupState;
  checkStore: () => Promise<StoreVerdict>;
  isKeyGuarded: boolean;
  hub: () => { name: string; state: LinkState } | null;
  printers: () => readonly PrinterState[];
  devices: () => readonly string[];
  /** Null where no page is open to see it. */
  camera: () => CameraHealth | null;
  /** When the hand scanner was last used, UTC milliseconds; null if not since the start. */
  lastScan: () => number | null;
  /** Null where the system does not say. */
  onBattery: () => boolean | null;
  version: { app: string; electron: string; system: string };
}
