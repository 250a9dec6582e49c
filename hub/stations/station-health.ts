import { jsonOf } from '../../domain/base/json.ts';
import { type ReportedHealth, reportedHealthSchema } from '../../domain/sync/reported-health.ts';
import type { HubContext } from '../base/context.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

/** The health that a station last reported, and when the hub received it (UTC milliseconds). */
export interface HeardHealth extends ReportedHealth {
  heard: number;
}

/**
 * Min age (ms) of the last report before a report is stored, unless urgent: a write costs a flush.
 */
const grain = { same: 60_000, waiting: 10_000 } as const;

type HealthRow = { station: string; health: string; heard: number };

const putHealth = query<HealthRow, never>(({ db, at }) =>
  db
    .insertInto('station_health')
    .values({ station: at('station'), health: at('health'), heard: at('heard') })
    .onConflict((conflict) =>
      conflict.column('station').doUpdateSet((eb) => ({
        health: eb.ref('excluded.health'),
        heard: eb.ref('excluded.heard'),
      })),
    ),
);

/**
 * Stores the health that a station reports, if it is new.
 *
 * @param known what the store holds
 */
export async function noteHealth(
  context: HubContext,
  station: string,
  known: { health: string | null; heard: number | null },
  said: ReportedHealth,
): Promise<void> {
  const health = healthText(said);
  const heard = context.clock();
  // The number of waiting badges changes with every check-in, so it is not urgent.
  const isUrgent = troubles(healthOf(known.health)) !== troubles(said);
  const age = known.heard === null ? Number.POSITIVE_INFINITY : Math.abs(heard - known.heard);
  if (!isUrgent && age < (known.health === health ? grain.same : grain.waiting)) return;
  await putHealth(context.store.db, { station, health, heard });
  if (isUrgent) context.announce({ health: true });
}

function troubles(health: ReportedHealth | null): string {
  if (health === null) return '';
  const { printers, camera, unsettledJobs, store } = health;
  const conditions = printers.map(({ name, condition }) => [name, condition]);
  return JSON.stringify([conditions, camera, unsettledJobs, store]);
}

/** Null if there is none, or if it is in the form of an earlier version. */
function healthOf(text: string | null): ReportedHealth | null {
  return text === null ? null : (reportedHealthSchema.safeParse(jsonOf(text)).data ?? null);
}

/** The last reported health of every station, by its id; without unreadable (older) reports. */
export async function readHealth(db: HubDatabase): Promise<ReadonlyMap<string, HeardHealth>> {
  const rows = await db.selectFrom('station_health').selectAll().execute();
  const found = new Map<string, HeardHealth>();
  for (const { station, health, heard } of rows) {
    const known = healthOf(health);
    if (known === null) continue;
    const { printers, camera, unsettledJobs, freeDisk, store } = known;
    found.set(station, { printers, camera, unsettledJobs, freeDisk, store, heard });
  }
  return found;
}

function healthText({ printers, camera, unsettledJobs, freeDisk, store }: ReportedHealth): string {
  return JSON.stringify({
    printers: printers.map(({ name, condition, waiting }) => ({ name, condition, waiting })),
    camera,
    unsettledJobs,
    freeDisk,
    store,
  });
}
