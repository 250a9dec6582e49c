import { jsonOf } from '../../domain/base/json.ts';
import { type CountedFact, createFactKeeper } from '../../domain/ledger/counted-fact.ts';
import { query } from '../store/prepared.ts';
import type { AttendanceEventTable, HubDatabase } from '../store/tables.ts';

export interface HeldFact extends CountedFact {
  /** Number in the hub's stream. */
  seq: number;
}

const columns = [
  'seq',
  'station',
  'incarnation',
  'kseq',
  'body',
  'id',
  'type',
  'delegate_id',
  'checkpoint',
  'target_id',
  'operator_id',
  'local_day',
  'badge_serial',
  'effective',
  'wall',
] as const;
type FactRow = Pick<AttendanceEventTable, (typeof columns)[number]>;

const factsQuery = query<{ event: string; after: number; limit: number }, FactRow>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('seq', '>', at('after'))
    .where('seq', 'is not', null)
    .where('event_id', '=', at('event'))
    .orderBy('seq')
    .limit(at('limit'))
    .select(columns),
);

/** A page of facts of the event after a number of the stream, in the order of their numbers. */
export async function readHeldFacts(
  db: HubDatabase,
  place: { event: string; after: number; limit: number },
): Promise<{ facts: HeldFact[]; last: number | null; isFull: boolean }> {
  const rows = await factsQuery(db, place);
  const facts = rows.flatMap((row) => heldFact(row, place.event) ?? []);
  return { facts, last: rows.at(-1)?.seq ?? null, isFull: rows.length === place.limit };
}

/** Facts of the event by their numbers in the stream. */
export async function factsByNumber(
  db: HubDatabase,
  event: string,
  numbers: readonly number[],
): Promise<HeldFact[]> {
  if (numbers.length === 0) return [];
  const rows: FactRow[] = await db
    .selectFrom('attendance_event')
    .where('seq', 'in', [...numbers])
    .where('event_id', '=', event)
    .select(columns)
    .execute();
  return rows.flatMap((row) => heldFact(row, event) ?? []);
}

const keep = createFactKeeper();

function heldFact(row: FactRow, eventId: string): HeldFact | null {
  const { seq, id, type, local_day: localDay, effective, wall } = row;
  // Facts that were not understood have no number; all others have complete columns.
  if (seq === null || id === null || type === null || localDay === null) return null;
  if (effective === null || wall === null) return null;
  const fact = keep({
    id,
    eventId,
    station: row.station,
    incarnation: row.incarnation,
    kseq: row.kseq,
    // `readFact` checked it on arrival: unknown kinds are in quarantine.
    type: type as HeldFact['type'],
    delegateId: row.delegate_id,
    checkpoint: row.checkpoint,
    targetId: row.target_id,
    operatorId: row.operator_id,
    localDay,
    badgeSerial: row.badge_serial,
    after: /"after":"([0-9a-f,-]*)"/.exec(row.body ?? '')?.[1] ?? '',
    effective,
    wall,
    payload: payloadOf(type, row.delegate_id, row.body ?? ''),
  });
  return { ...fact, seq };
}

/** Most admissions contain nothing needed here; parsing their bodies would be most of the work. */
function payloadOf(type: string, delegateId: string | null, body: string): string {
  switch (type) {
    case 'admitted':
      return /fromPaper|override|serial|\\"read\\"/.test(body) ? payloadIn(body) : '{}';
    case 'went-out':
    case 'came-back':
      return delegateId === null ? payloadIn(body) : '{}';
    case 'badge-issued':
    case 'badge-voided':
    case 'booking-changed':
    case 'help-called':
      return payloadIn(body);
    default:
      return '{}';
  }
}

function payloadIn(body: string): string {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || !('payload' in value)) return '{}';
  return typeof value.payload === 'string' ? value.payload : '{}';
}
