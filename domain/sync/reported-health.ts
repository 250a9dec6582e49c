import { z } from 'zod';
import { maxBadgesAtOnce, maxDiskBytes } from '../base/bounds.ts';

/** One printer of a station, as the station itself sees it. */
const printerHealthSchema = z.object({
  name: z.string().max(60),
  /**
   * `ready`, `printing`, `paper-low`, `unknown`, why it cannot print (`holdReasonSchema`), or
   * `stuck`: it should print and its queue does not move. A newer station may send other values.
   */
  condition: z.string().max(40),
  /** Badges that wait for it. */
  waiting: z.int().nonnegative().max(maxBadgesAtOnce),
});

/** `off`: switched off in the settings, or the page has not reported anything yet. */
export const cameraHealthSchema = z.enum(['ready', 'none', 'failed', 'off']);
export type CameraHealth = z.infer<typeof cameraHealthSchema>;

/**
 * The station's own store, worst last. `restored`: from a copy or the readable parts of its file,
 * and all of it is back. `not-copied`: the last copy failed. `incomplete`: restored, and no one has
 * reviewed the missing facts.
 */
const storeHealthSchema = z.enum(['unknown', 'whole', 'restored', 'not-copied', 'incomplete']);
export type StoreHealth = z.infer<typeof storeHealthSchema>;

/** A station's report on itself with each handshake. No personal data: names of printers. */
export const reportedHealthSchema = z.object({
  printers: z.array(printerHealthSchema).max(20),
  camera: cameraHealthSchema,
  /** Print jobs whose outcome only an operator at the station can report. */
  unsettledJobs: z.int().nonnegative().max(maxBadgesAtOnce),
  /** Free bytes on the disk of the station's store; null where unknown. */
  freeDisk: z.int().nonnegative().max(maxDiskBytes).nullable(),
  /** An older station leaves it out, a newer one may send other values. */
  store: storeHealthSchema.catch('unknown'),
});
export type ReportedHealth = z.infer<typeof reportedHealthSchema>;

/** What a printer's condition means for its paper; `unknown` for one that does not report it. */
export function paperOf(condition: string): 'out' | 'low' | 'there' | 'unknown' {
  switch (condition) {
    case 'paper-out':
      return 'out';
    case 'paper-low':
      return 'low';
    case 'ready':
    case 'printing':
      return 'there';
    default:
      return 'unknown';
  }
}
