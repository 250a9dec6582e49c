import { z } from 'zod';
import { maxBadgesAtOnce, maxDiskBytes } from '../base/bounds.ts';

/** The state of one printer, as its station sees it. */
const printerHealthSchema = z.object({
  name: z.string().max(60),
  /**
   * `ready`, `printing`, `paper-low`, `unknown`, the reason why it cannot print
   * (`holdReasonSchema`), or `stuck`: it should print but its queue does not move. A newer station
   * may send other values.
   */
  condition: z.string().max(40),
  waiting: z.int().nonnegative().max(maxBadgesAtOnce),
});

/** `off`: switched off in the settings, or not reported by the page yet. */
export const cameraHealthSchema = z.enum(['ready', 'none', 'failed', 'off']);
export type CameraHealth = z.infer<typeof cameraHealthSchema>;

/**
 * The state of the station's own store, worst last. `restored`: recovered completely, from a copy
 * or the readable parts of its file. `not-copied`: the last copy failed. `incomplete`: restored,
 * and no one has reviewed the missing facts.
 */
const storeHealthSchema = z.enum(['unknown', 'whole', 'restored', 'not-copied', 'incomplete']);
export type StoreHealth = z.infer<typeof storeHealthSchema>;

/**
 * A station's report on itself with each handshake. Contains names of printers, no personal data.
 */
export const reportedHealthSchema = z.object({
  printers: z.array(printerHealthSchema).max(20),
  camera: cameraHealthSchema,
  /** Number of print jobs whose outcome only an operator at the station can report. */
  unsettledJobs: z.int().nonnegative().max(maxBadgesAtOnce),
  /** Free bytes on the disk of the station's store; null if unknown. */
  freeDisk: z.int().nonnegative().max(maxDiskBytes).nullable(),
  /** Older stations omit it, newer ones may send other values. */
  store: storeHealthSchema.catch('unknown'),
});
export type ReportedHealth = z.infer<typeof reportedHealthSchema>;

/**
 * What a printer's condition says about its paper; `unknown` for a printer that does not report it.
 */
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

/**
 * Whether a printer prints. `quiet`: it reports nothing, or another desk's badge occupies it; both
 * may end without anyone's help. Conditions of newer stations count as stopped.
 */
export function printingOf(condition: string): 'prints' | 'quiet' | 'stopped' {
  switch (condition) {
    case 'ready':
    case 'printing':
    case 'paper-low':
      return 'prints';
    case 'unknown':
    case 'busy-elsewhere':
      return 'quiet';
    default:
      return 'stopped';
  }
}
