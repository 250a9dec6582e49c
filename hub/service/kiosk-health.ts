import { type KioskHealth, kioskHealthSchema } from '../../domain/wire/kiosk-health.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { jsonOf } from './texts.ts';

/** What a station last said of itself, and when the hub heard it (UTC milliseconds). */
export interface HeardHealth extends KioskHealth {
  heard: number;
}

/** What is known is written again when it is so old (milliseconds): a write costs a disk's flush. */
const grain = { same: 60_000, waiting: 10_000 } as const;

type HealthRow = { kiosk: string; health: string; heard: number };

const putHealth = query<HealthRow, never>(({ db, at }) =>
  db
    .insertInto('kiosk_health')
    .values({ kiosk: at('kiosk'), health: at('health'), heard: at('heard') })
    .onConflict((conflict) =>
      conflict.column('kiosk').doUpdateSet((eb) => ({
        health: eb.ref('excluded.health'),
        heard: eb.ref('excluded.heard'),
      })),
    ),
);

/**
 * Keeps what a station says of its health, if that is new.
 *
 * @param known what the store has of it
 */
export async function noteHealth(
  context: HubContext,
  kiosk: string,
  known: { health: string | null; heard: number | null },
  said: KioskHealth,
): Promise<void> {
  const health = healthText(said);
  const heard = context.clock();
  // How many badges wait changes with every check-in, and is nobody's reason to come and look.
  const isUrgent = troubles(healthOf(known.health)) !== troubles(said);
  const age = known.heard === null ? Number.POSITIVE_INFINITY : Math.abs(heard - known.heard);
  if (!isUrgent && age < (known.health === health ? grain.same : grain.waiting)) return;
  await putHealth(context.store.db, { kiosk, health, heard });
  if (isUrgent) context.announce({ health: true });
}

function troubles(health: KioskHealth | null): string {
  if (health === null) return '';
  const { printers, camera, unsettledJobs, store } = health;
  const conditions = printers.map(({ name, condition }) => [name, condition]);
  return JSON.stringify([conditions, camera, unsettledJobs, store]);
}

/** Null for nothing, and for what an earlier form of the store says otherwise. */
function healthOf(text: string | null): KioskHealth | null {
  return text === null ? null : (kioskHealthSchema.safeParse(jsonOf(text)).data ?? null);
}

/** What every station last said of itself, by its id. What an earlier form of the store says otherwise is left out. */
export async function readHealth(db: HubDatabase): Promise<ReadonlyMap<string, HeardHealth>> {
  const rows = await db.selectFrom('kiosk_health').selectAll().execute();
  const found = new Map<string, HeardHealth>();
  for (const { kiosk, health, heard } of rows) {
    const known = healthOf(health);
    if (known === null) continue;
    const { printers, camera, unsettledJobs, freeDisk, store } = known;
    found.set(kiosk, { printers, camera, unsettledJobs, freeDisk, store, heard });
  }
  return found;
}

function healthText({ printers, camera, unsettledJobs, freeDisk, store }: KioskHealth): string {
  return JSON.stringify({
    printers: printers.map(({ name, condition, waiting }) => ({ name, condition, waiting })),
    camera,
    unsettledJobs,
    freeDisk,
    store,
  });
}
