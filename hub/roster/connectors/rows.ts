import { HubProblem } from '../../../domain/sync/problems.ts';
import { type ConnectorSettings, connectorSettingsSchema } from '../../connectors/settings.ts';
import type { ConnectorTable } from '../../store/connector-tables.ts';
import { streamState } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { ConnectorEntry } from './entry.ts';

export interface ConnectorRow extends Omit<ConnectorTable, 'settings'> {
  settings: ConnectorSettings;
}

/** Max parked items listed for each connector. */
const maxShown = 200;

/** Every connector, by name. */
export async function readConnectors(db: HubDatabase): Promise<ConnectorRow[]> {
  const rows = await db.selectFrom('connector').selectAll().orderBy('name').execute();
  return rows.map(rowOf);
}

/** Throws HubProblem `not-found`. */
export async function readConnector(db: HubDatabase, name: string): Promise<ConnectorRow> {
  const row = await db
    .selectFrom('connector')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) throw new HubProblem('not-found', 'connector');
  return rowOf(row);
}

function rowOf(row: ConnectorTable): ConnectorRow {
  const settings = connectorSettingsSchema.parse(JSON.parse(row.settings));
  return { ...row, settings };
}

/** Throws HubProblem `not-allowed` if the name is taken. */
export async function addConnector(db: HubDatabase, settings: ConnectorSettings): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('connector')
    .values({
      name: settings.name,
      settings: JSON.stringify(settings),
      roster_cursor: null,
      sent_seq: 0,
      pull_at: 0,
      pull_failures: 0,
      pull_error: null,
      pulled_at: null,
      push_at: 0,
      push_failures: 0,
      push_error: null,
      pushed_at: null,
      clock_offset: null,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw new HubProblem('not-allowed', 'name of a connector');
}

/** Throws HubProblem `not-found`. */
export async function removeConnector(db: HubDatabase, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('connector_parked').where('connector', '=', name).execute();
    await tx.deleteFrom('connector_person').where('connector', '=', name).execute();
    const { numDeletedRows } = await tx
      .deleteFrom('connector')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw new HubProblem('not-found', 'connector');
  });
}

export async function entryOf(
  db: HubDatabase,
  row: ConnectorRow,
  running: boolean,
): Promise<ConnectorEntry> {
  const { name, settings } = row;
  const people = await db
    .selectFrom('connector_person')
    .where('connector', '=', name)
    .where('gone', '=', 0)
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const parked = db.selectFrom('connector_parked').where('connector', '=', name);
  const count = await parked
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  const items = await parked
    .select(['kind', 'id', 'reason', 'parked_at'])
    .orderBy('parked_at', 'desc')
    .orderBy('id')
    .limit(maxShown)
    .execute();
  const { seq } = await streamState(db, 'events');
  const { pushed_at, push_error, sent_seq } = row;
  return {
    name,
    running,
    kind: settings.kind,
    people: Number(people.count),
    pulledAt: row.pulled_at,
    pullError: row.pull_error,
    sending: isSending(settings)
      ? { waiting: Math.max(0, seq - sent_seq), pushedAt: pushed_at, pushError: push_error }
      : null,
    clockOffset: row.clock_offset,
    parkedCount: Number(count.count),
    parked: items.map(({ kind, id, reason, parked_at }) => ({
      kind,
      id,
      reason,
      parkedAt: parked_at,
    })),
  };
}

/** Whether a connector sends attendance. */
export function isSending(settings: ConnectorSettings): boolean {
  switch (settings.kind) {
    case 'file':
      return false;
    case 'indico':
      return settings.checkpoint !== null;
    case 'pretix':
      return Object.keys(settings.lists).length > 0;
  }
}
