import { factId } from '../../domain/ledger/chain.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  insertInto,
  query,
  type Statement,
  type TextList,
  textList,
  together,
} from '../store/prepared.ts';
import { orderNoted } from '../store/streams.ts';
import type { AttendanceEventTable, HubDatabase } from '../store/tables.ts';
import type { Fact, QuarantineReason, ReadEvent } from './read-fact.ts';

/** A new link with its number in the stream. */
export interface NewLink extends ReadEvent {
  seq: number;
  /**
   * Whether it counts as a fact: not in quarantine, and not streamed already from another place.
   */
  isFact: boolean;
}

/** A head with the receipt of the hub that first had it. */
export interface ReceivedHead {
  signature: string;
  /** UTC milliseconds. */
  received: number;
  /** Called when the row is written: this hub signs only then. */
  receipt: () => string;
}

/** A new link with its place in the order of facts. */
export interface PlacedLink extends NewLink {
  /** Null if the link has no clock. */
  effective: string | null;
  /** Set if the link is a head that its author signed. */
  head: ReceivedHead | null;
}

const streamedQuery = query<{ ids: TextList }, { id: string | null }>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('id', at('ids')))
    .where('seq', 'is not', null)
    .select('id'),
);

/** The facts of a push that are in the stream already. */
export function streamedAmong(
  tx: HubDatabase,
  events: readonly ReadEvent[],
): Statement<{ id: string | null }> {
  const ids = events.flatMap(({ reading }) => ('fact' in reading ? [reading.fact.id] : []));
  return streamedQuery.of(tx, { ids: textList(ids) });
}

/** Numbers all links in the stream, after `lastSeq`. */
export async function numberLinks(
  tx: HubDatabase,
  events: readonly ReadEvent[],
  lastSeq: number,
): Promise<{ links: NewLink[]; lastSeq: number }> {
  const [rows] =
    events.length === 0 ? [[]] : await together(tx, [streamedAmong(tx, events)] as const);
  return numbered(events, rows, lastSeq);
}

/** {@link numberLinks} with what {@link streamedAmong} found. */
export function numbered(
  events: readonly ReadEvent[],
  found: readonly { id: string | null }[],
  lastSeq: number,
): { links: NewLink[]; lastSeq: number } {
  const streamed = new Set(found.map(({ id }) => id));
  let seq = lastSeq;
  const links = events.map(({ event, reading }): NewLink => {
    seq += 1;
    const isFact = 'fact' in reading && !streamed.has(reading.fact.id);
    if ('fact' in reading) streamed.add(reading.fact.id);
    return { event, reading, seq, isFact };
  });
  return { links, lastSeq: seq };
}

export const linkColumns = [
  'station',
  'incarnation',
  'kseq',
  'hash',
  'body',
  'id',
  'silent_id',
  'event_id',
  'type',
  'delegate_id',
  'checkpoint',
  'target_id',
  'operator_id',
  'local_day',
  'badge_serial',
  'hlc',
  'effective',
  'wall',
  'commitment',
  'seq',
  'relayed_by',
  'received',
  'signature',
  'first_received',
  'receipt',
] as const;

/** Writes complete rows, as the caller built them. */
export const insertRows = insertInto('attendance_event', linkColumns);
/** Gives links one more number in the stream. */
export const insertPlaces = insertInto('streamed_place', ['seq', 'station', 'incarnation', 'kseq']);

/** A chain, and how its links arrived at the hub. */
export interface Arrival {
  station: string;
  incarnation: number;
  /** The station that brought another station's chain; null if it is the author. */
  relayedBy: string | null;
  /** UTC milliseconds. */
  received: number;
}

/** Writes new links of any chains, with their authors' signatures. */
export async function insertLinks(
  tx: HubDatabase,
  chains: readonly { arrival: Arrival; links: readonly PlacedLink[] }[],
): Promise<void> {
  await together(tx, linksInserted(tx, chains));
}

/** {@link insertLinks} as statements. */
export function linksInserted(
  tx: HubDatabase,
  chains: readonly { arrival: Arrival; links: readonly PlacedLink[] }[],
): Statement<never>[] {
  const all = chains.flatMap(({ arrival, links }) => links.map((link) => ({ arrival, link })));
  const placeOf = ({ station, incarnation }: Arrival, { event: { kseq } }: NewLink) => {
    return { station, incarnation, kseq };
  };
  const isOrder = ({ isFact, reading }: NewLink): boolean =>
    isFact && 'fact' in reading && reading.fact.type === 'facts-judged';
  const others = all.filter(({ link }) => !link.isFact);
  return [
    ...insertRows.of(
      tx,
      all.map(({ arrival, link }) => ({ ...rowOf(arrival, link), ...signedOf(link.head) })),
    ),
    ...(all.some(({ link }) => isOrder(link)) ? [orderNoted(tx)] : []),
    ...insertPlaces.of(
      tx,
      others.map(({ arrival, link }) => ({ seq: link.seq, ...placeOf(arrival, link) })),
    ),
  ];
}

type SignedColumn = 'signature' | 'first_received' | 'receipt';

/** The row of a link, without its author's signature and the receipt. */
export function rowOf(
  arrival: Arrival,
  { event, reading, seq, isFact, effective }: Omit<PlacedLink, 'head'>,
): Omit<AttendanceEventTable, SignedColumn> {
  const fact: Fact | null = 'fact' in reading ? reading.fact : null;
  return {
    station: arrival.station,
    incarnation: arrival.incarnation,
    kseq: event.kseq,
    hash: event.hash,
    body: event.body,
    id: fact?.id ?? null,
    silent_id: 'reason' in reading ? silentId(event, reading.reason) : null,
    event_id: fact?.eventId ?? null,
    type: fact?.type ?? null,
    delegate_id: fact?.delegateId ?? null,
    checkpoint: fact?.checkpoint ?? null,
    target_id: fact?.targetId ?? null,
    operator_id: fact?.operatorId ?? null,
    local_day: fact?.localDay ?? null,
    badge_serial: fact?.badgeSerial ?? null,
    hlc: fact?.hlc ?? null,
    effective,
    wall: fact?.wall ?? null,
    commitment: fact?.commitment ?? null,
    seq: isFact ? seq : null,
    relayed_by: arrival.relayedBy,
    received: arrival.received,
  };
}

/** The id of a readable fact that does not count; null for a link that is no fact of its chain. */
function silentId({ body }: WireEvent, reason: QuarantineReason): string | null {
  return reason === 'not-allowed' || reason === 'disregarded' ? factId(body, nodeCrypto) : null;
}

/** The author's signature of a link, with the receipt. */
function signedOf(head: ReceivedHead | null): Pick<AttendanceEventTable, SignedColumn> {
  if (head === null) return { signature: null, first_received: null, receipt: null };
  return { signature: head.signature, first_received: head.received, receipt: head.receipt() };
}
