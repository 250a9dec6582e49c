import { findEventPlace } from '../../db/event/events.ts';
import { type StationMode, stationModeSchema } from '../../domain/base/protocol.ts';
import { cleanUp, startTestHub } from '../../test/hub/http/support.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { syncedStation } from './machine/synced-station.ts';

const changes = 20;

/** From saving a version of the event until a desk, a kiosk and a door have it in their stores. */
export async function run(): Promise<BenchResult> {
  const hub = await startTestHub();
  const stations = await Promise.all(
    stationModeSchema.options.map((mode) => syncedStation(hub, mode)),
  );
  const took = new Map<StationMode, number[]>(stations.map(({ mode }) => [mode, []]));
  const { hub: service } = hub.running;
  for (let count = 1; count <= changes; count += 1) {
    const { version, file } = await service.eventVersions();
    const arrived = stations.map(({ desk: { context }, until }) => {
      const versionOf = () => findEventPlace(context.db, context.event.file.id)?.version ?? 0;
      const before = versionOf();
      return until(() => versionOf() > before);
    });
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
