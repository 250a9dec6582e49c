import { type EventFile, eventFileHash, eventFileSchema } from '../../domain/event/event-file.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';

const versionQuery = query<object, { version: number }>(({ db }) =>
  db.selectFrom('hub').select('event_version as version'),
);

/** The event has this version from now on. */
export function adoptEvent(
  { identity, crypto }: Pick<HubContext, 'identity' | 'crypto'>,
  file: EventFile,
  version: number,
): void {
  identity.event = { ...identity.event, file, version };
  identity.eventFileHash = eventFileHash(file, crypto);
}

/**
 * Takes the event over from the store if another process changed it.
 *
 * @param known its present version, or the transaction in which it is read
 */
export async function refreshEvent(
  context: Pick<HubContext, 'identity' | 'crypto' | 'store'>,
  known: { version?: number; tx?: HubDatabase } = {},
): Promise<void> {
  const { version, tx: db = context.store.db } = known;
  const present = version ?? (await versionQuery(db, {}))[0]?.version;
  if (present === context.identity.event.version) return;
  const row = await db
    .selectFrom('hub')
    .select(['event_file as file', 'event_version as version'])
    .executeTakeFirstOrThrow();
  // A later one may have been taken over while this was read.
  if (row.version <= context.identity.event.version) return;
  adoptEvent(context, eventFileSchema.parse(JSON.parse(row.file)), row.version);
}
