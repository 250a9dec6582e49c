import {
  fieldsHeldBy,
  type HeldPerson,
  type LostReport,
  lostHoldings,
} from '../../domain/privacy/lost-report.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { extraFieldsOf, type HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { revokeStation } from '../stations/stations.ts';
import { query } from '../store/prepared.ts';
import { errorCodeOf } from '../store/store-error.ts';
import type { HubDatabase } from '../store/tables.ts';

/** See `HubPrivacy.reportLost`. Revokes first, so that the station receives no more data. */
export async function reportLost(context: HubContext, id: string): Promise<LostReport> {
  const { db } = context.store;
  const station = await db
    .selectFrom('station')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (station === undefined) throw new HubProblem('not-found', 'station');
  if (station.state === 'enrolled') await revokeStation(context, id);
  const pull = await db
    .selectFrom('station_pull')
    .where('station', '=', id)
    .selectAll()
    .executeTakeFirst();
  return {
    formatVersion: 1,
    event: context.identity.event.id,
    station: { id, name: station.name, mode: station.mode },
    reported: context.clock(),
    lastSeen: station.last_seen,
    lastRead: pull?.pulled ?? null,
    fields: fieldsHeldBy(station.mode, extraFieldsOf(context.identity)),
    persons: await personsHeld(db, pull?.roster_seq ?? 0),
    payloads: station.mode === 'desk' ? await payloadsUntil(db, station.last_seen) : 0,
    alsoHeld: lostHoldings(station.mode),
  };
}

/**
 * Lists the people on a station's disk. A delegate changed after the station's last read may be new
 * since, or was there in an earlier state. Deleted people stay on the disk as deleted, so they
 * count. A station that never read this hub's roster held no one.
 */
async function personsHeld(db: HubDatabase, readUpTo: number): Promise<HeldPerson[]> {
  if (readUpTo === 0) return [];
  const rows = await db
    .selectFrom('delegate')
    .orderBy('registration_key')
    .select(['data', 'seq'])
    .execute();
  return rows.map(({ data, seq }) => {
    const { id, registrationCode, printedName, delegation } = delegateOfText(data);
    const certainty = seq <= readUpTo ? 'held' : 'perhaps';
    return { id, registrationCode, printedName, delegation, certainty };
  });
}

async function payloadsUntil(db: HubDatabase, lastSeen: number | null): Promise<number> {
  if (lastSeen === null) return 0;
  const { count } = await db
    .selectFrom('personal')
    .innerJoin('attendance_event as fact', (join) =>
      join.onRef('fact.id', '=', 'personal.event_id').on('fact.seq', 'is not', null),
    )
    .where('fact.received', '<=', lastSeen)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const noteQuery = query<{ station: string; seq: number; pulled: number }, never>(({ db, at }) =>
  db
    .insertInto('station_pull')
    .values({ station: at('station'), roster_seq: at('seq'), pulled: at('pulled') })
    .onConflict((conflict) =>
      conflict.column('station').doUpdateSet((eb) => ({
        // A station that reads everything again still holds the data that it read before.
        roster_seq: eb
          .case()
          .when(eb.ref('excluded.roster_seq'), '>', eb.ref('station_pull.roster_seq'))
          .then(eb.ref('excluded.roster_seq'))
          .else(eb.ref('station_pull.roster_seq'))
          .end(),
        pulled: eb.ref('excluded.pulled'),
      })),
    ),
);

/** Notes how far a station has read the roster. A failure (full disk) does not stop the read. */
export async function notePull(context: HubContext, station: string, seq: number): Promise<void> {
  try {
    await noteQuery(context.store.db, { station, seq, pulled: context.clock() });
  } catch (error) {
    context.log.warn({ code: errorCodeOf(error), station }, 'how far a station read is not noted');
  }
}
