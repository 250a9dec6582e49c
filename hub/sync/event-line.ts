import { jsonOf } from '../../domain/base/json.ts';
import { eventChangedBySchema, eventChangedSchema } from '../../domain/event/event-file.ts';
import {
  includesVersion,
  latestVersions,
  replacedVersionsSchema,
} from '../../domain/event/event-version.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import type { HubIdentity } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { type Edition, editionOf } from '../base/present-event.ts';
import { readFact } from '../ledger/read-fact.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Versions other than the present one whose file this hub has: earlier and returned ones. */
export async function otherVersions(db: HubDatabase): Promise<Edition[]> {
  const rows = await db.selectFrom('event_version').selectAll().execute();
  return rows.map(editionOf);
}

/**
 * Versions that stations returned to this hub and that its present version does not include. They
 * wait for the organiser's decision: nothing overwrites them, and they overwrite nothing.
 */
export function apartFrom(present: Edition, others: readonly Edition[]): Edition[] {
  const apart = others.filter(({ id }) => !includesVersion(present, id));
  return latestVersions(apart);
}

/** Counts the versions that wait for the editor's choice ({@link apartFrom}). Reads no file. */
export async function countApart(db: HubDatabase, { event }: HubIdentity): Promise<number> {
  const rows = await db.selectFrom('event_version').select(['id', 'replaces']).execute();
  const present = { id: event.versionId, replaces: event.replaces };
  const apart = rows.filter(({ id }) => !includesVersion(present, id));
  return latestVersions(
    apart.map(({ id, replaces }) => ({
      id,
      replaces: replacedVersionsSchema.parse(JSON.parse(replaces)),
    })),
  ).length;
}

/** Whether the hub knows a version: the present one, a replaced one, or one kept beside it. */
export function isHeardOf(id: string, present: Edition, others: readonly Edition[]): boolean {
  return [present, ...others].some((one) => includesVersion(one, id));
}

export async function keepVersion(tx: HubDatabase, edition: Edition): Promise<void> {
  const { id, version, file, replaces } = edition;
  await tx
    .insertInto('event_version')
    .values({ id, version, file: JSON.stringify(file), replaces: JSON.stringify(replaces) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await bumpDirectory(tx);
}

/** Makes a version the event's present one and keeps the one before it. */
export async function writePresent(
  tx: HubDatabase,
  before: Edition,
  after: Edition,
): Promise<void> {
  await keepVersion(tx, before);
  await tx.deleteFrom('event_version').where('id', '=', after.id).execute();
  await tx
    .updateTable('hub')
    .set({
      event_file: JSON.stringify(after.file),
      event_version: after.version,
      event_replaces: JSON.stringify(after.replaces),
      event_version_id: after.id,
    })
    .execute();
}

interface FactRow {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
  payload: string | null;
}

const factsQuery = query<{ event: string }, FactRow>(({ db, at }) =>
  db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    // These two conditions match the index.
    .where('fact.type', '=', 'event-changed')
    .where('fact.seq', 'is not', null)
    .where('fact.event_id', '=', at('event'))
    .select(['fact.station', 'fact.incarnation', 'fact.kseq', 'fact.body', 'personal.payload']),
);

/**
 * The versions that hubs of this event have saved, read from their facts: who saved them and when.
 */
export async function versionFacts(db: HubDatabase, event: string) {
  const rows = await factsQuery(db, { event });
  return rows.flatMap(({ body, payload, ...place }) => {
    const reading = readFact(body, place);
    if (!('fact' in reading) || !isHubAuthor(reading.fact.station)) return [];
    const { fact } = reading;
    const said = eventChangedSchema.safeParse(jsonOf(fact.payload));
    if (!said.success) return [];
    const by = payload === null ? null : eventChangedBySchema.safeParse(jsonOf(payload)).data?.by;
    return [{ ...said.data, fact, at: fact.wall, by: by ?? null }];
  });
}
