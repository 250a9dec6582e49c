import type { WireEvent } from '../../domain/wire/events.ts';
import { insertInto } from '../store/insert-rows.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase, QuarantineTable } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { type QuarantinedItem, type QuarantineReason, quarantineReasons } from './hub.ts';
import { isPurged } from './purge/purged.ts';

/** What is to be put away, and whose it is. */
export interface ForQuarantine {
  kiosk: string;
  incarnation: number;
  event: WireEvent;
  reason: QuarantineReason;
}

const insert = insertInto(
  'quarantine',
  ['id', 'kiosk', 'incarnation', 'kseq', 'hash', 'pushed_by', 'reason', 'raw', 'received'],
  'ON CONFLICT DO NOTHING',
);

/** Keeps events as they came; after a purge without personal payloads. What lies there already (pushed again) is not kept twice. */
export async function putIntoQuarantine(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  items: readonly ForQuarantine[],
): Promise<void> {
  if (items.length === 0) return;
  const received = context.clock();
  const isBare = await isPurged(tx);
  const rows = items.map(
    ({ kiosk, incarnation, event, reason }): QuarantineTable => ({
      id: context.random.uuid(),
      kiosk,
      incarnation,
      kseq: event.kseq,
      hash: event.hash,
      pushed_by: pushedBy,
      reason,
      raw: rawOf(isBare ? { ...event, personal: null } : event),
      received,
    }),
  );
  await insert(tx, rows);
}

function rawOf({ kseq, hash, body, personal }: WireEvent): string {
  return JSON.stringify({
    kseq,
    hash,
    body,
    personal: personal === null ? null : { salt: personal.salt, payload: personal.payload },
  });
}

const countQuery = query<{ kiosk: string }, { items: number }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('kiosk', '=', at('kiosk'))
    .select(({ fn }) => fn.countAll<number>().as('items')),
);

/** How many items of a kiosk's chains lie in quarantine. */
export async function countQuarantined(db: HubDatabase, kiosk: string): Promise<number> {
  const [row] = await countQuery(db, { kiosk });
  return row?.items ?? 0;
}

/** What lies in quarantine, newest first. */
export async function listQuarantine(db: HubDatabase, limit: number): Promise<QuarantinedItem[]> {
  const rows = await db
    .selectFrom('quarantine')
    .selectAll()
    .orderBy('received', 'desc')
    .orderBy('kiosk')
    .orderBy('incarnation', 'desc')
    .orderBy('kseq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kiosk: row.kiosk,
    incarnation: row.incarnation,
    kseq: row.kseq,
    pushedBy: row.pushed_by,
    reason: reasonOf(row.reason),
    raw: row.raw,
    received: row.received,
  }));
}

function reasonOf(text: string): QuarantineReason {
  const reason = quarantineReasons.find((known) => known === text);
  if (reason === undefined) throw new Error(`no such reason of quarantine: ${text}`);
  return reason;
}
