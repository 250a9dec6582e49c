import { type KioskHealth, kioskHealthSchema } from '../../domain/wire/kiosk-health.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { jsonOf } from './texts.ts';

/** What a station last said of itself, and when the hub heard it (UTC milliseconds). */
export interface HeardHealth extends KioskHealth {
  heard: number;
}

/** The same again is written when it is older than this (milliseconds): a write costs a disk's flush. */
const grain = 60_000;

type HealthRow = { kiosk: string; health: string; heard: number };

const putHealth = query<HealthRow, never>(({ db, at }) =>
  db
    .insertInto('kiosk_health')
    .values({ kiosk: at('kiosk'), health: at('health'), heard: at('heard') })
    .onConflict((conflict) =>
      conflict
        .column('kiosk')
        .doUpdateSet((eb) => ({
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
  const isSame = known.health === health;
  if (isSame && known.heard !== null && Math.abs(heard - known.heard) < grain) return;
  await putHealth(context.store.db, { kiosk, health, heard });
  if (!isSame) context.announce({ health: true });
}

/** What every station last said of itself, by its id. What an earlier form of the store says otherwise is left out. */
export async function readHealth(db: HubDatabase): Promise<ReadonlyMap<string, HeardHealth>> {
  const rows = await db.selectFrom('kiosk_health').selectAll().execute();
  const found = new Map<string, HeardHealth>();
  for (const { kiosk, health, heard } of rows) {
    const parsed = kioskHealthSchema.safeParse(jsonOf(health));
    if (!parsed.success) continue;
    const { printers, camera, unsettledJobs, freeDisk } = parsed.data;
    found.set(kiosk, { printers, camera, unsettledJobs, freeDisk, heard });
  }
  return found;
}

function healthText({ printers, camera, unsettledJobs, freeDisk }: KioskHealth): string {
  return JSON.stringify({
    printers: printers.map(({ name, condition, waiting }) => ({ name, condition, waiting })),
    camera,
    unsettledJobs,
    freeDisk,
  });
}
