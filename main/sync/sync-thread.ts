// clock: makes the clock of the thread from that of the machine.

import type { Worker } from 'node:worker_threads';
import type { StoreLocation } from '../../db/station/open.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { ReportedHealth } from '../../domain/sync/reported-health.ts';
import { type LinkState, unknownLinkState } from '../../domain/sync/sync-status.ts';
import { type Connection, connect } from '../../platform/threads/connect.ts';
import { threadPort } from '../../platform/threads/port.ts';
import { serve } from '../../platform/threads/serve.ts';
import { realTimers, type Timers } from '../base/timers.ts';
import { backOff } from './back-off.ts';
import type { SyncChange } from './sync-parts.ts';
import type { SyncDesk, SyncService, SyncThreadData } from './thread-messages.ts';

/** What the sync thread needs; secrets reach it only by workerData. */
export interface SyncThreadParts {
  location: StoreLocation;
  eventId: string;
  mode: StationMode;
  /** Bearer token, and the Ed25519 private key (PKCS #8 DER, base64). */
  secrets: { token: string; privateKey: string };
  name: string;
  version: string;
  /** Milliseconds to add to the system's clock, by `clock.start` (demo, training, tests). */
  clockShift: number;
  onState: (state: LinkState) => void;
  onChange: (what: SyncChange) => void;
}

export interface SyncThread {
  /** A fact was written: it is sent within some milliseconds. */
  nudge(): void;
  /** An operator asked for a sync: now, despite the back-off. */
  syncNow(): void;
  /** Sent with the next handshakes. */
  tellHealth(health: ReportedHealth): void;
  /** Ends the thread with its connection closed. */
  stop(): Promise<void>;
}

export interface ThreadMaker {
  /** Makes a thread that runs `sync/worker` with this as its workerData. */
  startWorker: (data: SyncThreadData) => Worker;
  onCrash: (error: unknown) => void;
}

/**
 * Starts syncing in a separate thread, with its own connection to the store. The store must hold a
 * station, the event and a hub link. A thread that dies is restarted after a pause.
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
  // A copy: a Buffer may share its memory with others, and all of it would go to the thread.
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

interface SupervisorParts {
  startWorker: () => Worker;
  onState: (state: LinkState) => void;
  onChange: (what: SyncChange) => void;
  /** The thread ended unexpectedly and is restarted. For the log. */
  onCrash: (error: unknown) => void;
  timers: Timers;
  random: () => number;
  /** UTC milliseconds. */
  clock: () => number;
}

interface SupervisedThread {
  nudge(): void;
  syncNow(): void;
  tellHealth(health: ReportedHealth): void;
  stop(): Promise<void>;
}

/** Milliseconds after which a thread that does not end is terminated. */
const closeTimeout = 5_000;

/** Starts the thread and restarts it when it dies: facts must not wait for the app's restart. */
function superviseSyncThread(parts: SupervisorParts): SupervisedThread {
  let state = unknownLinkState;
  let health: ReportedHealth | null = null;
  let crashes = 0;
  let alive: Connection<SyncService> | null = null;
  let cancelRestart: (() => void) | null = null;
  let stopping = false;

  const tell = (next: LinkState): void => {
    state = next;
    parts.onState(next);
  };
  const start = (): void => {
    cancelRestart?.();
    cancelRestart = null;
    const port = threadPort(parts.startWorker());
    serve<SyncDesk>(port, {
      state: (next) => {
        if (next.online) crashes = 0;
        if (!stopping) tell(next);
      },
      changed: parts.onChange,
      turn: () => null,
    });
    alive = connect<SyncService>(port, {
      holds: 'always',
      onEnd: (why) => {
        alive = null;
        if (!stopping) crashed(why.cause ?? why);
      },
    });
    if (health !== null) alive.tell.health(health);
  };
  const crashed = (failure: unknown): void => {
    crashes += 1;
    parts.onCrash(failure);
    tell({
      ...state,
      phase: 'waiting',
      online: false,
      trouble: 'sync-stopped',
      offlineSince: state.offlineSince ?? state.lastContact ?? parts.clock(),
      pull: null,
    });
    cancelRestart = parts.timers.after(backOff(crashes, null, parts.random), start);
  };

  start();
  return {
    nudge: () => alive?.tell.nudge(),
    syncNow: () => {
      if (alive !== null) alive.tell.syncNow();
      else if (!stopping) start();
    },
    tellHealth: (said) => {
      health = said;
      alive?.tell.health(said);
    },
    stop: async () => {
      stopping = true;
      cancelRestart?.();
      await alive?.close(closeTimeout);
    },
  };
}
