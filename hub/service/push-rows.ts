import type { ChainHead, WireEvent } from '../../domain/wire/events.ts';
import { insertInto } from '../store/insert-rows.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { AttendanceEventTable, HubDatabase } from '../store/tables.ts';
import { type Fact, type FactReading, readFact } from './read-fact.ts';

/** An event of a push with what its body says. */
export interface ReadEvent {
  event: WireEvent;
  reading: FactReading;
}

/** A new link, and its place in the stream: null for what is quarantined or streamed already. */
export interface NewLink extends ReadEvent {
  seq: number | null;
}

/** Reads every body; before the transaction, so that nobody waits for it. */
export function readEvents(
  chain: { kiosk: string; incarnation: number },
  events: readonly WireEvent[],
): ReadEvent[] {
  return events.map((event) => ({
    event,
    reading: readFact(event.body, {
      kiosk: chain.kiosk,
      incarnation: chain.incarnation,
      kseq: event.kseq,
    }),
  }));
}

const streamedQuery = query<{ ids: TextList }, { id: string | null }>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('id', at('ids')))
    .where('seq', 'is not', null)
    .select('id'),
);

/** Gives every fact that the stream does not have yet the next number. */
export async function numberLinks(
  tx: HubDatabase,
  events: readonly ReadEvent[],
  lastSeq: number,
): Promise<{ links: NewLink[]; lastSeq: number }> {
  const ids = events.flatMap(({ reading }) => ('fact' in reading ? [reading.fact.id] : []));
  const rows = ids.length === 0 ? [] : await streamedQuery(tx, { ids: textList(ids) });
  const streamed = new Set(rows.map(({ id }) => id));
  let seq = lastSeq;
  const links = events.map(({ event, reading }): NewLink => {
    if (!('fact' in reading) || streamed.has(reading.fact.id)) return { event, reading, seq: null };
    streamed.add(reading.fact.id);
    seq += 1;
    return { event, reading, seq };
  });
  return { links, lastSeq: seq };
}

/** Every column of a fact's row. */
export const linkColumns = [
  'kiosk',
  'incarnation',
  'kseq',
  'hash',
  'body',
  'id',
  'event_id',
  'type',
  'delegate_id',
  'checkpoint',
  'target_id',
  'operator_id',
  'local_day',
  'badge_serial',
  'hlc',
  'wall',
  'commitment',
  'seq',
  'relayed_by',
  'received',
] as const;

/** Writes rows of any chains. */
export const insertRows = insertInto('attendance_event', linkColumns);

/** Writes links of one chain. */
export async function insertLinks(
  tx: HubDatabase,
  chain: Pick<ChainHead, 'kiosk' | 'incarnation'>,
  links: readonly NewLink[],
  arrival: { relayedBy: string | null; received: number },
): Promise<void> {
  await insertRows(
    tx,
    links.map((link) => rowOf(chain, link, arrival)),
  );
}

/** The row of a link. */
export function rowOf(
  chain: Pick<ChainHead, 'kiosk' | 'incarnation'>,
  { event, reading, seq }: NewLink,
  arrival: { relayedBy: string | null; received: number },
): AttendanceEventTable {
  const fact: Fact | null = 'fact' in reading ? reading.fact : null;
  return {
    kiosk: chain.kiosk,
    incarnation: chain.incarnation,
    kseq: event.kseq,
    hash: event.hash,
    body: fact === null ? null : event.body,
    id: fact?.id ?? null,
    event_id: fact?.eventId ?? null,
    type: fact?.type ?? null,
    delegate_id: fact?.delegateId ?? null,
    checkpoint: fact?.checkpoint ?? null,
    target_id: fact?.targetId ?? null,
    operator_id: fact?.operatorId ?? null,
    local_day: fact?.localDay ?? null,
    badge_serial: fact?.badgeSerial ?? null,
    hlc: fact?.hlc ?? null,
    wall: fact?.wall ?? null,
    commitment: fact?.commitment ?? null,
    seq,
    relayed_by: arrival.relayedBy,
    received: arrival.received,
  };
}
