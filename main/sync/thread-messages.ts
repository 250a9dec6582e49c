import { z } from 'zod';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import type { ReportedHealth } from '../../domain/sync/reported-health.ts';
import type { LinkState } from '../../domain/sync/sync-status.ts';
import type { SyncChange } from './sync-parts.ts';

export const syncThreadDataSchema = z.strictObject({
  location: z.strictObject({
    path: z.string(),
    key: z.instanceof(Uint8Array),
    nativeBinding: z.string().optional(),
  }),
  eventId: z.uuid(),
  mode: stationModeSchema,
  secrets: z.strictObject({ token: z.string(), privateKey: z.string() }),
  name: z.string(),
  version: z.string(),
  /** Milliseconds to add to the system's clock. */
  clockShift: z.number(),
});
export type SyncThreadData = z.infer<typeof syncThreadDataSchema>;

/** What sync/worker hears. It is closed in order. */
export interface SyncService {
  nudge(): void;
  syncNow(): void;
  /** Sent with the next handshake. */
  health(health: ReportedHealth): void;
}

/** What the main thread hears of its sync thread, and answers. */
export interface SyncDesk {
  state(state: LinkState): void;
  changed(what: SyncChange): void;
  /** A transaction is written. The next waits for this, after the main thread's work. */
  turn(): Promise<null>;
}
