import type { Worker } from 'node:worker_threads';
import { type LinkState, unknownLinkState } from '../../domain/sync-status.ts';
import type { KioskHealth } from '../../domain/wire/kiosk-health.ts';
import { backOff } from './back-off.ts';
import type { SyncChange } from './sync-parts.ts';
import type { FromThread, ToThread } from './thread-messages.ts';
import type { Timers } from './timers.ts';

/** What keeps a sync thread alive. */
export interface SupervisorParts {
  startWorker: () => Worker;
  onState: (state: LinkState) => void;
  onChange: (what: SyncChange) => void;
  /** It ended although nobody asked it to; it is started anew. For the log. */
  onCrash: (error: unknown) => void;
  timers: Timers;
  random: () => number;
  /** UTC milliseconds. */
  clock: () => number;
}

/** The main thread's end of a thread that syncs. */
export interface SupervisedThread {
  nudge(): void;
  syncNow(): void;
  tellHealth(health: KioskHealth): void;
  stop(): Promise<void>;
}

/** A thread that does not end by itself for so long (milliseconds) is ended. */
const impatience = 5_000;

/** Starts the thread, and starts it anew after a pause whenever it dies: facts must not wait for a restart of the app. */
export function superviseSyncThread(parts: SupervisorParts): SupervisedThread {
  let state = unknownLinkState;
  let health: KioskHealth | null = null;
  let crashes = 0;
  let alive: { worker: Worker; ended: Promise<void> } | null = null;
  let cancelRestart: (() => void) | null = null;
  let stopping = false;

  const tell = (next: LinkState): void => {
    state = next;
    parts.onState(next);
  };
  const hear = (worker: Worker, message: FromThread): void => {
    switch (message.kind) {
      case 'turn':
        say(worker, { kind: 'go-on' });
        return;
      case 'changed':
        parts.onChange(message.what);
        return;
      case 'state':
        if (message.state.online) crashes = 0;
        if (!stopping) tell(message.state);
    }
  };
  const start = (): void => {
    cancelRestart?.();
    cancelRestart = null;
    const worker = parts.startWorker();
    let failure: unknown = new Error('the sync thread ended');
    worker.on('message', (message: FromThread) => hear(worker, message));
    worker.on('error', (error) => {
      failure = error;
    });
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        alive = null;
        if (!stopping) crashed(failure);
        resolve();
      });
    });
    alive = { worker, ended };
    if (health !== null) say(worker, { kind: 'health', health });
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
    nudge: () => {
      if (alive !== null) say(alive.worker, { kind: 'nudge' });
    },
    syncNow: () => {
      if (alive !== null) say(alive.worker, { kind: 'sync-now' });
      else if (!stopping) start();
    },
    tellHealth: (said) => {
      health = said;
      if (alive !== null) say(alive.worker, { kind: 'health', health });
    },
    stop: async () => {
      stopping = true;
      cancelRestart?.();
      if (alive === null) return;
      const { worker, ended } = alive;
      say(worker, { kind: 'stop' });
      const cancel = parts.timers.after(impatience, () => void worker.terminate());
      await ended;
      cancel();
    },
  };
}

function say(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}
