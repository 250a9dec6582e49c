import { type WireEvent, wireEventSchema } from '../../domain/wire/events.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { insertInto } from '../store/insert-rows.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase, QuarantineTable } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { type QuarantinedItem, type QuarantineReason, quarantineReasons } from './hub.ts';
import { isPurged } from './purge/purged.ts';
import { jsonOf } from './texts.ts';

/** What is to be put away, and whose it is. */
export interface ForQuarantine {
  kiosk: string;
  incarnation: number;
  event: WireEvent;
  reason: QuarantineReason;
}

/** What another version of the hub, or other modes of its stations, may judge otherwise. */
export const revisable = ['not-understood', 'not-allowed'] satisfies QuarantineReason[];

const insert = insertInto(
  'quarantine',
  ['id', 'kiosk', 'incarnation', 'kseq', 'hash', 'pushed_by', 'reason', 'raw', 'size', 'received'],
  'ON CONFLICT DO NOTHING',
);

/** What may lie there of one station: a long day of a station whose records nobody understands, and some more. */
const mostOfStation = { items: 20_000, size: 32 * 2 ** 20 } as const;
/** When a station whose quarantine is full may come again (milliseconds): until people have looked at it. */
const whenFull = 60_000;

/**
 * Keeps events as they came; after a purge without personal payloads. What lies there already (pushed again) is not
 * kept twice. Throws HubProblem `too-many-requests` where that is more than may lie there of one station: the station
 * keeps its facts, and none of them is lost.
 *
 * @param options.isOrdered two persons ordered it: there is always room
 */
export async function putIntoQuarantine(
  context: HubContext,
  tx: HubDatabase,
  pushedBy: string,
  items: readonly ForQuarantine[],
  { isOrdered = false } = {},
): Promise<void> {
  if (items.length === 0) return;
  // What was ordered to be disregarded takes no more room than facts do.
  const claimed = isOrdered ? 0 : items.filter(({ reason }) => reason !== 'disregarded').length;
  if (claimed > 0) await checkRoom(tx, pushedBy, claimed);
  const received = context.clock();
  const isBare = await isPurged(tx);
  const rows = items.map(({ kiosk, incarnation, event, reason }): QuarantineTable => {
    const raw = rawOf(isBare ? { ...event, personal: null } : event);
    return {
      id: context.random.uuid(),
      kiosk,
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

/** What lies there of a chain up to a link lies there of its branch too (`begin-branch.ts`). */
export async function copyQuarantine(
  context: HubContext,
  tx: HubDatabase,
  {
    kiosk,
    incarnation,
    upTo,
    place,
  }: Record<'incarnation' | 'upTo' | 'place', number> & {
    kiosk: string;
  },
): Promise<void> {
  const rows = await tx
    .selectFrom('quarantine')
    .where('kiosk', '=', kiosk)
    .where('incarnation', '=', incarnation)
    .where('kseq', '<=', upTo)
    .selectAll()
    .execute();
  await insert(
    tx,
    rows.map((row) => ({ ...row, id: context.random.uuid(), incarnation: place })),
  );
}

const roomQuery = query<{ kiosk: string }, { items: number; size: number | null }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('pushed_by', '=', at('kiosk'))
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => [
      fn.countAll<number>().as('items'),
      fn.sum<number | null>('size').as('size'),
    ]),
);

async function checkRoom(tx: HubDatabase, pushedBy: string, more: number): Promise<void> {
  const [there] = await roomQuery(tx, { kiosk: pushedBy });
  const isFull =
    (there?.items ?? 0) + more > mostOfStation.items ||
    Number(there?.size ?? 0) > mostOfStation.size;
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

/** What was put away, as it came; null for a text that is none. */
export function eventOfRaw(raw: string): WireEvent | null {
  return wireEventSchema.safeParse(jsonOf(raw)).data ?? null;
}

const countQuery = query<{ kiosk: string }, { items: number }>(({ db, at }) =>
  db
    .selectFrom('quarantine')
    .where('kiosk', '=', at('kiosk'))
    .where('reason', '<>', 'disregarded')
    .select(({ fn }) => fn.countAll<number>().as('items')),
);

/** How many items of a kiosk's chains lie in quarantine, what two persons disregarded apart. */
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
