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

/** A message to the thread. `go-on` answers `turn`. */
export type ToThread =
  | { kind: 'nudge' }
  | { kind: 'sync-now' }
  | { kind: 'go-on' }
  /** Sent with the next handshake. */
  | { kind: 'health'; health: ReportedHealth }
  | { kind: 'stop' };

export type FromThread =
  | { kind: 'state'; state: LinkState }
  | { kind: 'changed'; what: SyncChange }
  /** A transaction is written. The next waits for `go-on`, after the main thread's work. */
  | { kind: 'turn' };
