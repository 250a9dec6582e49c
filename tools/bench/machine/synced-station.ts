import { Worker } from 'node:worker_threads';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { enrolAtHub } from '../../../main/hub-client/enrol.ts';
import { startSyncThread } from '../../../main/sync/sync-thread.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import type { TestHub } from '../../../test/hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../../test/support/desk-context.ts';

/** A station that syncs in a separate thread, over HTTPS. */
export interface SyncedStation {
  mode: StationMode;
  desk: DeskContext;
  /** Tells the syncing thread that a fact was written. */
  nudge(): void;
  /**
   * Resolves when the condition holds, after the app was notified; the time by `performance`'s
   * clock.
   */
  until(holds: () => boolean): Promise<number>;
  end(): Promise<void>;
}

/** Enrols a station and starts it; resolves after its first sync. */
export async function syncedStation(hub: TestHub, mode: StationMode): Promise<SyncedStation> {
  const desk = makeDeskContext();
  const { context, location } = desk;
  const { db, clock, event, self } = context;
  const keys = makeSigningKeys();
  const { code } = await hub.admin.invite({ mode, name: '', replaces: null, takeover: false });
  const outcome = await enrolAtHub(
    { url: hub.url, code, pin: hub.pin },
    { id: self.station, name: mode, mode, keys, version: '1.0.0' },
  );
  if (outcome.kind !== 'enrolled') throw new Error('the pin was given');
  const { hub: id, hubName, hubKey, authority, token } = outcome.enrolment;
  saveHubLink(db, { hub: id, hubName, url: hub.url, authority, hubKey, wall: clock() });
  let told: () => void = () => undefined;
  let isSynced: () => void = () => undefined;
  const synced = new Promise<void>((resolve) => {
    isSynced = resolve;
  });
  const thread = startSyncThread(
    {
      location,
      eventId: event.file.id,
      mode,
      name: mode,
      version: '1.0.0',
      secrets: { token, privateKey: keys.privateKey },
      clockShift: clock() - Date.now(),
      onState: ({ online, phase }) => {
        if (online && phase === 'idle') isSynced();
      },
      onChange: () => told(),
    },
    {
      startWorker: (workerData) =>
        new Worker(new URL('../../../main/sync/worker.ts', import.meta.url), { workerData }),
      onCrash: (error) => {
        throw error;
      },
    },
  );
  await synced;
  return {
    mode,
    desk,
    nudge: thread.nudge,
    until: (holds) =>
      new Promise((resolve) => {
        told = () => {
          if (holds()) resolve(performance.now());
        };
      }),
    end: async () => {
      await thread.stop();
      desk.close();
    },
  };
}
