import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { RosterValues } from '../../../domain/roster/roster-entry.ts';
import type { ConnectorPersonTable } from '../../store/connector-tables.ts';
import { insertInto, query, type TextList, textList } from '../../store/prepared.ts';
import type { HubDatabase } from '../../store/tables.ts';

/** A registration of the other side as it was last imported. */
export interface KnownPerson {
  delegateId: string;
  handle: string;
  /** Digest of each field's last imported value. */
  said: Readonly<Record<string, string>>;
  gone: boolean;
}

const byIds = query<{ connector: string; ids: TextList }, ConnectorPersonTable>(
  ({ db, at, isAmong }) =>
    db
      .selectFrom('connector_person')
      .where('connector', '=', at('connector'))
      .where(isAmong('outside_id', at('ids')))
      .selectAll(),
);

const saidSchema = z.record(z.string(), z.string());

export async function knownPeople(
  db: HubDatabase,
  connector: string,
  outsideIds: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const rows = await byIds(db, { connector, ids: textList(outsideIds) });
  return new Map(
    rows.map((row) => [
      row.outside_id,
      {
        delegateId: row.delegate_id,
        handle: row.handle,
        said: saidSchema.parse(JSON.parse(row.said)),
        gone: row.gone === 1,
      },
    ]),
  );
}

const upsert = insertInto(
  'connector_person',
  ['connector', 'outside_id', 'delegate_id', 'handle', 'said', 'gone'],
  `ON CONFLICT (connector, outside_id) DO UPDATE SET delegate_id = excluded.delegate_id,
     handle = excluded.handle, said = excluded.said, gone = excluded.gone`,
);

export async function keepPeople(
  tx: HubDatabase,
  connector: string,
  people: ReadonlyMap<string, KnownPerson>,
): Promise<void> {
  const rows = [...people].map(([outsideId, { delegateId, handle, said, gone }]) => ({
    connector,
    outside_id: outsideId,
    delegate_id: delegateId,
    handle,
    said: JSON.stringify(said),
    gone: gone ? 1 : 0,
  }));
  await upsert(tx, rows);
}

/** Counts the registrations of the other side that are not gone. */
export async function countLiving(db: HubDatabase, connector: string): Promise<number> {
  const { count } = await db
    .selectFrom('connector_person')
    .where('connector', '=', connector)
    .where('gone', '=', 0)
    .select(({ fn }) => fn.countAll<number | bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Digests of imported values, field by field: HMAC-SHA-256 under the event's secret, cut to 72
 * bits. So they are no second copy of the roster, and no one without the secret can try out values.
 */
export function digestsOf(
  values: Partial<RosterValues>,
  secret: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      createHmac('sha256', Buffer.from(secret, 'hex'))
        .update(JSON.stringify([field, value]))
        .digest('base64url')
        .slice(0, 12),
    ]),
  );
}
