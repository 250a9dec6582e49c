import { jsonOf } from '../../domain/base/json.ts';
import { type WireEvent, wireEventSchema } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { isPurged } from '../base/purged.ts';
import { insertInto, query } from '../store/prepared.ts';
import type { HubDatabase, QuarantineTable } from '../store/tables.ts';
import { type QuarantineReason, quarantineReasons } from './read-fact.ts';

export interface QuarantinedItem {
  id: string;
  station: string;
  incarnation: number;
  kseq: number;
  pushedBy: string;
  reason: QuarantineReason;
  /** JSON text of the wire event as received. */
  raw: string;
  /** UTC milliseconds. */
  received: number;
}

export interface ForQuarantine {
  station: string;
  incarnation: number;
  event: WireEvent;
  reason: QuarantineReason;
}

/** Reasons that may not apply in another version of the hub, or another mode of the station. */
export const revisable = ['not-understood', 'not-allowed'] satisfies QuarantineReason[];

const insert = insertInto(
  'quarantine',
  [
    'id',
    'station',
    'incarnation',
    'kseq',
    'hash',
    'pushed_by',
    'reason',
    'raw',
    'size',
    'received',
  ],
  'ON CONFLICT DO NOTHING',
);

/** Max items of one station: more than it records on a long day, if none can be read. */
const maxOfStation = { items: 20_000, size: 32 * 2 ** 20 } as const;
/** Milliseconds until a station with a full quarantine retries; people review it meanwhile. */
const whenFull = 60_000;

/**
 * Keeps events as they were received; after a purge without personal payloads. An event pushed
 * again is kept once. Throws HubProblem `too-many-requests` above the limit of one station: the
 * station keeps its facts, and none is lost.
 *
 * @param options.isOrdered two people ordered it: no limit applies
 */
export async function putIntoQuarantine(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  items: readonly ForQuarantine[],
  { isOrdered = false } = {},
): Promise<void> {
  if (items.length === 0) return;
  // Events that were ordered to be disregarded count towards no limit, as facts do not.
  const claimed = isOrdered ? 0 : items.filter(({ reason }) => reason !== 'disregarded').length;
  if (claimed > 0) await checkRoom(tx, pushedBy, claimed);
  const received = context.clock();
  const isBare = await isPurged(tx);
  const rows = items.map(({ station, incarnation, event, reason }): QuarantineTable => {
    const raw = rawOf(isBare ? { ...event, personal: null } : event);
    return {
      id: context.random.uuid(),
      station,
      incarnation,
      kseq: event.kseq,
      hash: event.hash,
      pushed_by: pushedBy,
      reason,
      raw,
      size: raw.length,
      received,
    };
  });
  await insert(tx, rows);
}

/** Keeps payloads of links that are in quarantine, unless an item there has the same payload. */
export async function keepLatePayloads(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  links: readonly ForQuarantine[],
): Promise<void> {
  const late: ForQuarantine[] = [];
  for (const link of links) {
    const items = await revisableItems(tx, { ...link, ...link.event });
    const { payload } = link.event.personal ?? {};
    if (items.some(({ raw }) => eventOfRaw(raw)?.personal?.payload === payload)) continue;
    // The unique index allows one item per sender and reason: the one without the payload must go.
    const bare = items.filter(
      ({ pushed_by: by, raw }) => by === pushedBy && eventOfRaw(raw)?.personal === null,
    );
    await moveItems(tx, bare, null);
    late.push(link);
  }
  await putIntoQuarantine(context, tx, pushedBy, late);
}

/** The quarantined items of a link that may change their reason, or leave, when orders change. */
export async function revisableItems(
  tx: HubDatabase,
  {
    station,
    incarnation,
    kseq,
    hash,
  }: Pick<QuarantineTable, 'station' | 'incarnation' | 'kseq' | 'hash'>,
): Promise<QuarantineTable[]> {
  return await tx
    .selectFrom('quarantine')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '=', kseq)
    .where('hash', '=', hash)
    .where('reason', 'in', ['disregarded', ...revisable])
    .selectAll()
    .execute();
}

/**
 * Lets items leave quarantine, or gives them another reason. An item that its sender has there for
 * that reason already leaves as well.
 *
 * @param reason null for items that count
 */
export async function moveItems(
  tx: HubDatabase,
  items: readonly QuarantineTable[],
  reason: QuarantineReason | null,
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(({ id }) => id);
  await tx.deleteFrom('quarantine').where('id', 'in', ids).execute();
  if (reason !== null)
    await insert(
      tx,
      items.map((item) => ({ ...item, reason })),
    );
}

/** Copies the quarantined items of a chain up to a link to its branch (`branches.ts`). */
export async function copyQuarantine(
  context: HubContext,
  tx: HubDatabase,
  {
    station,
    incarnation,
    upTo,
    place,
  }: Record<'incarnation' | 'upTo' | 'place', number> & {
    station: string;
  },
): Promise<void> {
  const rows = await tx
    .selectFrom('quarantine')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '<=', upTo)
    .selectAll()
    .execute();
  await insert(
    tx,
    rows.map((row) => ({ ...row, id: context.random.uuid(), incarnation: place })),
  );
}

const roomQuery = query<{ station: string }, { items: number; size: number | null }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('pushed_by', '=', at('station'))
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => [
      fn.countAll<number>().as('items'),
      fn.sum<number | null>('size').as('size'),
    ]),
);

async function checkRoom(tx: HubDatabase, pushedBy: string, more: number): Promise<void> {
  const [there] = await roomQuery(tx, { station: pushedBy });
  const isFull =
    (there?.items ?? 0) + more > maxOfStation.items || Number(there?.size ?? 0) > maxOfStation.size;
  if (isFull) throw new HubProblem('too-many-requests', 'quarantine', { retryAfter: whenFull });
}

function rawOf({ kseq, hash, body, personal, signature }: WireEvent): string {
  return JSON.stringify({
    kseq,
    hash,
    body,
    personal: personal === null ? null : { salt: personal.salt, payload: personal.payload },
    signature,
  });
}

/** The quarantined event as it was received; null for an invalid text. */
export function eventOfRaw(raw: string): WireEvent | null {
  return wireEventSchema.safeParse(jsonOf(raw)).data ?? null;
}

const countQuery = query<{ station: string }, { items: number }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('station', '=', at('station'))
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => fn.countAll<number>().as('items')),
);

/**
 * Number of items of a station's chains in quarantine, without those that two people disregarded.
 */
export async function countQuarantined(db: HubDatabase, station: string): Promise<number> {
  const [row] = await countQuery(db, { station });
  return row?.items ?? 0;
}

/** The quarantined items, newest first. */
export async function listQuarantine(db: HubDatabase, limit: number): Promise<QuarantinedItem[]> {
  const rows = await db
    .selectFrom('quarantine')
    .selectAll()
    .orderBy('received', 'desc')
    .orderBy('station')
    .orderBy('incarnation', 'desc')
    .orderBy('kseq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    station: row.station,
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
