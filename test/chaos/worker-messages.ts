import { z } from 'zod';

/** What a kiosk's main thread tells its syncing thread: the disk is full, has room again, or it is over. */
export const kioskCommandSchema = z.enum(['full', 'room', 'end']);
export type KioskCommand = z.infer<typeof kioskCommandSchema>;

/** What the syncing thread tells: a line that the kiosk passes on as it is. */
export const syncReportSchema = z.union([
  /** A sync came to its end, well or not. */
  z.literal('synced'),
  /** The hub took a push. */
  z.literal('pushed'),
  /** The hub refused a push that it had seen already. */
  z.literal('replay-refused'),
  /** A sync failed: code and detail. */
  z.templateLiteral(['trouble ', z.string()]),
]);
export type SyncReport = z.infer<typeof syncReportSchema>;
