import { Worker } from 'node:worker_threads';
import { makeSigningKeys } from '../../crypto/ed25519.ts';
import { eventVersion } from '../../db/event/events.ts';
import { saveHubLink } from '../../db/ledger/hub-link.ts';
import { stationModeSchema } from '../../domain/base/protocol.ts';
import { enrolAtHub } from '../../main/hub-client/enrol.ts';
import { startSyncThread } from '../../main/sync/sync-thread.ts';
import { cleanUp, startTestHub, type TestHub } from '../../test/hub/http/support.ts';
import { makeDeskContext } from '../../test/support/desk-context.ts';
import { type BenchResult, rounded } from './bench-result.ts';

type StationMode = (typeof stationModeSchema.options)[number];

const changes = 20;

/** From the saving of a version of the event until a desk, a kiosk and a door have it in their stores. */
export async function run(): Promise<BenchResult> {
  const hub = await startTestHub();
  const stations = await Promise.all(stationModeSchema.options.map((mode) => station(hub, mode)));
  const took = new Map<StationMode, number[]>(stations.map(({ mode }) => [mode, []]));
  const { hub: service } = hub.running;
  for (let count = 1; count <= changes; count += 1) {
    const { version, file } = await service.eventVersions();
    const arrived = stations.map((one) => one.nextVersion());
    const began = performance.now();
    const place = { en: `Hall ${count}`, fr: `Salle ${count}` };
    await service.changeEvent({ base: version, file: { ...file, place } }, 'Bench');
    const times = await Promise.all(arrived.map(async (at) => (await at) - began));
    for (const [index, { mode }] of stations.entries()) took.get(mode)?.push(times[index] ?? 0);
  }
  for (const one of stations) await one.end();
  await cleanUp();
  return {
    name: `a version of the event at connected stations, ${changes} times`,
    figures: Object.fromEntries(
      [...took].flatMap(([mode, times]) => [
        [
          `event_change.${mode}_median_ms`,
          rounded(times.toSorted((a, b) => a - b)[changes / 2] ?? 0),
        ],
        [`event_change.${mode}_longest_ms`, rounded(Math.max(...times))],
      ]),
    ),
  };
}

/** A station that syncs in a thread of its own, over HTTPS. */
async function station(hub: TestHub, mode: StationMode) {
  const { context, location, close } = makeDeskContext();
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
  let told: (() => void) | null = null;
  let isSynced: () => void = () => undefined;
  const synced = new Promise<void>((resolve) => {
    isSynced = resolve;
  });
  const thread = startSyncThread(
    {
      location,
      ...{ eventId: event.file.id, mode, name: mode, version: '1.0.0' },
      secrets: { token, privateKey: keys.privateKey },
      clockShift: clock() - Date.now(),
      onState: ({ online, phase }) => {
        if (online && phase === 'idle') isSynced();
      },
      onChange: (what) => {
        if (what.event) told?.();
      },
    },
    {
      startWorker: (workerData) =>
        new Worker(new URL('../../main/sync/worker.ts', import.meta.url), { workerData }),
      onCrash: (error) => {
        throw error;
      },
    },
  );
  await synced;
  return {
    mode,
    /** When the next version is in the store and the app was told, on the clock of `performance`. */
    nextVersion: (): Promise<number> => {
      const before = eventVersion(db, event.file.id);
      return new Promise((resolve) => {
        told = () => {
          if (eventVersion(db, event.file.id) > before) resolve(performance.now());
        };
      });
    },
    end: async () => {
      await thread.stop();
      close();
    },
  };
}
