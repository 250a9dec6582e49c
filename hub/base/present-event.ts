import { eventFileHash, eventFileSchema } from '../../domain/event/event-file.ts';
import {
  type EventEdition,
  type EventVersion,
  eventVersionId,
  eventVersionText,
  includesVersion,
  placeOf,
  replacedVersionsSchema,
} from '../../domain/event/event-version.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext, HubIdentity } from './context.ts';

export interface Edition extends EventEdition {
  id: string;
}

/** An edition as a row of the store keeps it: files and lists are texts of JSON. */
export interface EditionRow {
  id: string;
  version: number;
  file: string;
  replaces: string;
}

export function editionOf({ id, version, file, replaces }: EditionRow): Edition {
  return {
    id,
    version,
    file: eventFileSchema.parse(JSON.parse(file)),
    replaces: replacedVersionsSchema.parse(JSON.parse(replaces)),
  };
}

/** An edition with its id. The id is computed here, because a claimed id proves nothing. */
export function identified(edition: EventEdition, crypto: HubContext['crypto']): Edition {
  const { version, file, replaces } = edition;
  return { version, file, replaces, id: eventVersionId(placeOf(edition, crypto), crypto) };
}

/** The event's present version, read from the store. */
export async function readPresent(db: HubDatabase): Promise<Edition> {
  const row = await db
    .selectFrom('hub')
    .select([
      'event_version_id as id',
      'event_version as version',
      'event_file as file',
      'event_replaces as replaces',
    ])
    .executeTakeFirstOrThrow();
  return editionOf(row);
}

const idQuery = query<object, { id: string }>(({ db }) =>
  db.selectFrom('hub').select('event_version_id as id'),
);

/** The present version of the event, signed by this hub. */
export async function presentEvent(context: HubContext): Promise<EventVersion> {
  await refreshEvent(context);
  const { id: event, versionId, version, file, replaces } = context.identity.event;
  const signature = context.sign(eventVersionText(event, versionId));
  return { version, file: eventFileSchema.parse(file), replaces: [...replaces], signature };
}

/** Makes this version the event's present one, in memory. */
export function adoptEvent(
  { identity, crypto }: Pick<HubContext, 'identity' | 'crypto'>,
  { id: versionId, version, file, replaces }: Edition,
): void {
  identity.event = { ...identity.event, file, version, replaces, versionId };
  identity.eventFileHash = eventFileHash(file, crypto);
}

/**
 * Updates the event in memory from the store, if another process changed it.
 *
 * @param known id of its present version, or the transaction in which it is read
 */
export async function refreshEvent(
  context: Pick<HubContext, 'identity' | 'crypto' | 'store'>,
  known: { id?: string; tx?: HubDatabase } = {},
): Promise<void> {
  const { id, tx: db = context.store.db } = known;
  const present = id ?? (await idQuery(db, {}))[0]?.id;
  if (present === context.identity.event.versionId) return;
  const stored = await readPresent(db);
  // A later version may have been adopted while this one was read.
  if (includesVersion(memoryOf(context.identity), stored.id)) return;
  adoptEvent(context, stored);
}

function memoryOf({ event: { versionId, replaces } }: HubIdentity) {
  return { id: versionId, replaces };
}
