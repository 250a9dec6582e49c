import type { Worker } from 'node:worker_threads';
import type { StoreLocation } from '../../db/open.ts';
import type { LinkState } from '../../domain/sync-status.ts';
import type { KioskHealth } from '../../domain/wire/kiosk-health.ts';
import type { KioskMode } from '../../domain/wire/protocol.ts';
import { superviseSyncThread } from './supervise-thread.ts';
import type { SyncChange } from './sync-parts.ts';
import type { SyncThreadData } from './thread-messages.ts';
import { realTimers } from './timers.ts';

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
  /** What the next handshakes say of the station's health. */
  tellHealth(health: KioskHealth): void;
  /** Ends the thread with its connection closed. */
  stop(): Promise<void>;
}

/** How the thread comes into being, and who hears that it died. */
export interface ThreadMaker {
  /** Makes a thread that runs `sync/worker` with this as its workerData. */
  startWorker: (data: SyncThreadData) => Worker;
  onCrash: (error: unknown) => void;
}

/**
 * Starts syncing in a thread of its own, with its own connection to the store. The store must hold a
 * station, the event and a hub link. A thread that dies is started anew after a pause.
 */
export function startSyncThread(parts: SyncThreadParts, maker: ThreadMaker): SyncThread {
  return superviseSyncThread({
    startWorker: () => maker.startWorker(threadData(parts)),
    onState: parts.onState,
    onChange: parts.onChange,
    onCrash: maker.onCrash,
    timers: realTimers,
    random: Math.random,
    clock: () => Date.now() + parts.clockShift,
  });
}

function threadData(parts: SyncThreadParts): SyncThreadData {
  const { path, nativeBinding } = parts.location;
  // A copy: a Buffer may share its memory with others, and all of that would go to the thread.
  const key = Uint8Array.from(parts.location.key);
  const { token, privateKey } = parts.secrets;
  return {
    location: nativeBinding === undefined ? { path, key } : { path, key, nativeBinding },
    eventId: parts.eventId,
    mode: parts.mode,
    secrets: { token, privateKey },
    name: parts.name,
    version: parts.version,
    clockShift: parts.clockShift,
  };
}
