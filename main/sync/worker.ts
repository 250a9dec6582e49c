// clock: makes the clock of the thread from that of the machine.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { findEvent } from '../../db/event/events.ts';
import { countWaiting, findHubLink, hubLinkOf } from '../../db/ledger/hub-link.ts';
import { listForHub } from '../../db/operators.ts';
import { openStoreAgain } from '../../db/station/open.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import type { ReportedHealth } from '../../domain/sync/reported-health.ts';
import type { Hint } from '../../domain/sync/sync.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { realTimers } from '../base/timers.ts';
import { createHttpHub, type HttpHub } from '../hub-client/http-hub.ts';
import { closeOwnDay } from './close-own-day.ts';
import { createSyncEngine } from './engine.ts';
import { createGathering } from './gathering.ts';
import { createLinkReporter, type LinkReporter } from './link-reporter.ts';
import { createRunner } from './runner.ts';
import type { SyncChange, SyncParts } from './sync-parts.ts';
import {
  type FromThread,
  type SyncThreadData,
  syncThreadDataSchema,
  type ToThread,
} from './thread-messages.ts';

/** Milliseconds between two change notices; a screen cannot show more. */
const noticeInterval = 100;
/** Log pages after which this connection checkpoints, before a check-in must (SQLite's 1000). */
const checkpointAfter = 400;

/** The thread that syncs, with its own connection: no window waits for hub or network. */
const port = parentPort;
if (port === null) throw new Error('sync/worker must run as a worker thread');

serve(port);

function serve(main: MessagePort): void {
  const data = z.parse(syncThreadDataSchema, workerData);
  const db = openStoreAgain({
    ...data.location,
    nativeBinding: data.location.nativeBinding ?? undefined,
  });
  db.pragma(`wal_autocheckpoint = ${checkpointAfter}`);
  const hub = openHub(db, data);
  const send = (message: FromThread): void => main.postMessage(message);
  let health: ReportedHealth | null = null;
  const turns = createTurns(send);
  const clock = (): number => Date.now() + data.clockShift;
  const reporter = createReporter(db, clock, send);
  const changes = createGathering<SyncChange>({
    interval: noticeInterval,
    timers: realTimers,
    merge: (earlier, later) => ({ ...earlier, ...later }),
    send: (what) => send({ kind: 'changed', what }),
  });
  const own = engineParts(db, data, clock);
  const engine = createSyncEngine({
    ...own,
    describe: () => (health === null ? own.describe() : { ...own.describe(), health }),
    hub,
    clock,
    onChange: changes.add,
    onProgress: reporter.progress,
    breathe: turns.wait,
  });
  const runner = createRunner({
    sync: engine.syncOnce,
    listen: hub.listenToHints,
    isNews: (hint) => isNews(db, data.mode, hint),
    reporter,
    timers: realTimers,
    random: Math.random,
    // Ends the thread with an error: the main thread shows the error and restarts the thread.
    onDefect: (error) => {
      queueMicrotask(() => {
        throw error;
      });
    },
  });
  const stop = async (): Promise<void> => {
    turns.end();
    await Promise.all([runner.stop(), hub.close()]);
    changes.flush();
    db.close();
    main.close();
  };
  main.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'nudge':
        return runner.nudge();
      case 'sync-now':
        return runner.syncNow();
      case 'go-on':
        return turns.goOn();
      case 'health': {
        const isNew = health !== null && troubles(health) !== troubles(message.health);
        health = message.health;
        // New trouble is sent soon; a changed number of waiting badges may come with the next sync.
        if (isNew) runner.nudge();
        return;
      }
      case 'stop':
        void stop();
    }
  });
  runner.start();
}

function openHub(db: ReadableDatabase, { secrets }: SyncThreadData): HttpHub {
  const { url, authority } = hubLinkOf(db);
  return createHttpHub({
    url,
    authority,
    token: secrets.token,
    privateKey: secrets.privateKey,
  });
}

/** The part of the health that needs attention at the station. */
function troubles({ printers, camera, unsettledJobs }: ReportedHealth): string {
  const conditions = printers.map(({ name, condition }) => [name, condition]);
  return JSON.stringify([conditions, camera, unsettledJobs]);
}

function engineParts(db: WritableDatabase, data: SyncThreadData, clock: () => number) {
  // Two readings of one clock may be a millisecond apart.
  const clockIsSet = Math.abs(data.clockShift) >= 1_000;
  const first = findEvent(db, data.eventId);
  if (first === null) throw new Error('the store does not have the event');
  const key = readPrivateKey(data.secrets.privateKey);
  return {
    db,
    sign: (text) => signText(key, text),
    event: {
      id: first.file.id,
      fileHash: eventFileHash(first.file, nodeCrypto),
    },
    monotonic: () => performance.now(),
    mode: data.mode,
    describe: () => ({
      name: data.name,
      version: data.version,
      operators: listForHub(db),
    }),
    crypto: nodeCrypto,
    closeDay: (day) => {
      const event = findEvent(db, data.eventId) ?? first;
      closeOwnDay({ db, event, clock, clockIsSet }, { day, operatorId: null });
    },
  } satisfies Partial<SyncParts>;
}

function createReporter(
  db: ReadableDatabase,
  clock: () => number,
  send: (message: FromThread) => void,
): LinkReporter {
  const link = findHubLink(db);
  return createLinkReporter({
    before: { lastContact: link?.lastContact ?? null, clockOffset: link?.clockOffset ?? null },
    figures: () => countWaiting(db),
    clock,
    onState: (state) => send({ kind: 'state', state }),
  });
}

function isNews(db: ReadableDatabase, mode: StationMode, { stream, seq }: Hint): boolean {
  if (stream === 'photos' && mode === 'kiosk') return false;
  if (stream === 'directory') return true;
  const { rosterSeq, eventSeq, photoSeq } = hubLinkOf(db);
  return seq > { roster: rosterSeq, events: eventSeq, photos: photoSeq }[stream];
}

/** Lets the main thread go first: it answers only after its own waiting writes. */
function createTurns(send: (message: FromThread) => void) {
  let goOn: (() => void) | null = null;
  let ended = false;
  return {
    wait: (): Promise<void> =>
      new Promise((resolve) => {
        if (ended) return resolve();
        goOn = resolve;
        send({ kind: 'turn' });
      }),
    goOn: () => goOn?.(),
    end: () => {
      ended = true;
      goOn?.();
    },
  };
}
