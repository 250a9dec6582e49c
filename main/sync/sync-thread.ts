import type { StoreLocation } from '../../db/open.ts';
import type { LinkState } from '../../domain/sync-status.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import type { SyncChange } from './engine.ts';

/** What the sync thread needs; secrets go to it by workerData and nowhere else. */
export interface SyncThreadParts {
  location: StoreLocation;
  eventId: string;
  mode: KioskMode;
  /** Bearer token, and the Ed25519 private key (PKCS #8 DER, base64). */
  secrets: { token: string; privateKey: string };
  name: string;
  version: string;
  /** Configuration `clock.start`, for demo, training and tests: milliseconds to add to the system's clock. */
  clockShift: number;
  onState: (state: LinkState) => void;
  onChange: (what: SyncChange) => void;
}

/** The main thread's end of syncing. */
export interface SyncThread {
  /** A fact was written: it goes out within some milliseconds. */
  nudge(): void;
  /** Somebody asked for a sync: now, whatever the back-off says. */
  syncNow(): void;
  /** Ends the thread with its connection closed. */
  stop(): Promise<void>;
}
