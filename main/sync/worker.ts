// clock: makes the clock of the thread from that of the machine.

import { workerData } from 'node:worker_threads';
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
import type { LinkState } from '../../domain/sync/sync-status.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { callsOver } from '../../platform/threads/caller.ts';
import { type OwnPort, ownPort } from '../../platform/threads/port.ts';
import { serve } from '../../platform/threads/serve.ts';
import { realTimers } from '../base/timers.ts';
import { createHttpHub, type HttpHub } from '../hub-client/http-hub.ts';
import { closeOwnDay } from './close-own-day.ts';
import { createSyncEngine } from './engine.ts';
import { createGathering } from './gathering.ts';
import { createLinkReporter, type LinkReporter } from './link-reporter.ts';
import { createRunner } from './runner.ts';
import type { SyncChange, SyncParts } from './sync-parts.ts';
import {
  type SyncDesk,
  type SyncService,
  type SyncThreadData,
  syncThreadDataSchema,
} from './thread-messages.ts';

/** Milliseconds between two change notices; a screen cannot show more. */
const noticeInterval = 100;
/** Log pages after which this connection checkpoints, before a check-in must (SQLite's 1000). */
const checkpointAfter = 400;

startSyncing(ownPort());

/** The thread that syncs, with its own connection: no window waits for hub or network. */
function startSyncing(port: OwnPort): void {
  const data = z.parse(syncThreadDataSchema, workerData);
  const db = openStoreAgain({
    ...data.location,
    nativeBinding: data.location.nativeBinding ?? undefined,
  });
  db.pragma(`wal_autocheckpoint = ${checkpointAfter}`);
  const hub = openHub(db, data);
  const desk = callsOver<SyncDesk>(port);
  let isStopping = false;
  let health: ReportedHealth | null = null;
  const clock = (): number => Date.now() + data.clockShift;
  const reporter = createReporter(db, clock, desk.tell.state);
  const changes = createGathering<SyncChange>({
    interval: noticeInterval,
    timers: realTimers,
    merge: (earlier, later) => ({ ...earlier, ...later }),
    send: desk.tell.changed,
  });
  const own = engineParts(db, data, clock);
  const engine = createSyncEngine({
    ...own,
    describe: () => (health === null ? own.describe() : { ...own.describe(), health }),
    hub,
    clock,
    onChange: changes.add,
    onProgress: reporter.progress,
    // Lets the main thread go first: it answers only after its own waiting writes.
    breathe: async () => {
      if (!isStopping) await desk.ask.turn();
    },
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
  serve<SyncService>(
    port,
    {
      nudge: () => runner.nudge(),
      syncNow: () => runner.syncNow(),
      health: (reported) => {
        const isNew = health !== null && troubles(health) !== troubles(reported);
        health = reported;
        // New trouble is sent soon; a changed number of waiting badges may come with the next sync.
        if (isNew) runner.nudge();
      },
    },
    {
      onEnd: async () => {
        isStopping = true;
        await Promise.all([runner.stop(), hub.close()]);
        changes.flush();
        db.close();
      },
    },
  );
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
  onState: (state: LinkState) => void,
): LinkReporter {
  const link = findHubLink(db);
  return createLinkReporter({
    before: { lastContact: link?.lastContact ?? null, clockOffset: link?.clockOffset ?? null },
    figures: () => countWaiting(db),
    clock,
    onState,
  });
}

function isNews(db: ReadableDatabase, mode: StationMode, { stream, seq }: Hint): boolean {
  if (stream === 'photos' && mode === 'kiosk') return false;
  if (stream === 'directory') return true;
  const { rosterSeq, eventSeq, photoSeq } = hubLinkOf(db);
  return seq > { roster: rosterSeq, events: eventSeq, photos: photoSeq }[stream];
}
