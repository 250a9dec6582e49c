import type { StationMode, Stream } from '../../domain/base/protocol.ts';
import { minimalDataFor, type Receiving } from '../../domain/roster/roster-wire.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { EventPage, PageEnd, PullRequest, RosterPage } from '../../domain/sync/sync.ts';
import { registrationHash } from '../../domain/tickets/issued-codes.ts';
import { extraFieldsOf, type HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { refreshEvent } from '../base/present-event.ts';
import { query } from '../store/prepared.ts';
import { streamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Rows of a page as NDJSON lines without the last one (`end`): each line ends with a line feed. */
export interface PageLines {
  lines: string;
  end: PageEnd;
}

export type Place = { after: number; limit: number };

interface DelegateRow {
  seq: number;
  id: string;
  data: string;
  deleted: number;
}

const delegatesQuery = query<Place, DelegateRow>(({ db, at }) =>
  db
    .selectFrom('delegate')
    .where('seq', '>', at('after'))
    .orderBy('seq')
    .limit(at('limit'))
    .select(['seq', 'id', 'data', 'deleted']),
);

interface EventRow {
  seq: number | null;
  station: string;
  incarnation: number;
  kseq: number;
  hash: string;
  body: string;
  /** Null if it is in quarantine. */
  id: string | null;
  salt: string | null;
  payload: string | null;
  signature: string | null;
  received: number | null;
  receipt: string | null;
  effective: string | null;
  /** Its number in the stream as a fact; null if it is no fact or the fact has another place. */
  home: number | null;
}

const ofLink = [
  'fact.station',
  'fact.incarnation',
  'fact.kseq',
  'fact.hash',
  'fact.body',
  'fact.id',
  'personal.salt',
  'personal.payload',
  'fact.signature',
  'fact.first_received as received',
  'fact.receipt',
  'fact.effective',
  'fact.seq as home',
] as const;

const eventsQuery = query<Place, EventRow>(({ db, at }) =>
  db
    .selectFrom('attendance_event as fact')
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('fact.seq', '>', at('after'))
    .where('fact.seq', 'is not', null)
    .orderBy('fact.seq')
    .limit(at('limit'))
    .select(['fact.seq', ...ofLink]),
);

const placesQuery = query<Place, EventRow>(({ db, at }) =>
  db
    .selectFrom('streamed_place as place')
    .innerJoin('attendance_event as fact', (join) =>
      join
        .onRef('fact.station', '=', 'place.station')
        .onRef('fact.incarnation', '=', 'place.incarnation')
        .onRef('fact.kseq', '=', 'place.kseq'),
    )
    .leftJoin('personal', 'personal.event_id', 'fact.id')
    .where('place.seq', '>', at('after'))
    .orderBy('place.seq')
    .limit(at('limit'))
    .select(['place.seq', ...ofLink]),
);

async function factsOfPage(db: HubDatabase, place: Place): Promise<EventRow[]> {
  const facts = await eventsQuery(db, place);
  const others = await placesQuery(db, place);
  if (others.length === 0) return facts;
  const both = [...facts, ...others].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  return both.slice(0, place.limit);
}

/**
 * A page of the roster, limited to the data that stations of this mode may receive. Throws
 * HubProblem `epoch-changed`, `cursor-too-old`.
 */
export async function pullRoster(
  context: HubContext,
  mode: StationMode,
  request: PullRequest,
): Promise<RosterPage> {
  const { rows, end, receiving } = await rosterPage(context, request);
  return {
    rows: rows.map(({ seq, id, data, deleted }) => ({
      seq,
      id,
      delegate: deleted === 1 ? null : minimalDataFor(delegateOfText(data), mode, receiving),
    })),
    end,
  };
}

/** {@link pullRoster} as lines; a desk gets the store's own texts, without parsing them. */
export async function pullRosterLines(
  context: HubContext,
  mode: StationMode,
  request: PullRequest,
): Promise<PageLines> {
  const { rows, end, receiving } = await rosterPage(context, request);
  const lines = rows.map(({ seq, id, data, deleted }) => {
    const delegate =
      deleted === 1
        ? 'null'
        : mode === 'desk'
          ? data
          : JSON.stringify(minimalDataFor(delegateOfText(data), mode, receiving));
    return `{"seq":${seq},"id":"${id}","delegate":${delegate}}\n`;
  });
  return { lines: lines.join(''), end };
}

/** Refreshes the event too: its present version decides which fields a station may receive. */
async function rosterPage(context: HubContext, request: PullRequest) {
  const read = await page(context.store.db, 'roster', request, delegatesQuery);
  await refreshEvent(context, { id: read.eventVersionId });
  return { ...read, receiving: receivingOf(context) };
}

function receivingOf({ identity, crypto }: HubContext): Receiving {
  return {
    hashed: (code) => registrationHash(code, { eventId: identity.event.id, crypto }),
    extraFields: extraFieldsOf(identity),
  };
}

/** A page of facts; personal payloads for desks only. Throws as {@link pullRoster}. */
export async function pullEvents(
  db: HubDatabase,
  mode: StationMode,
  request: PullRequest,
): Promise<EventPage> {
  const { rows, end } = await page(db, 'events', request, factsOfPage);
  return { rows: rows.map((row) => streamed(row, mode)), end };
}

/** {@link pullEvents} as lines. */
export async function pullEventsLines(
  db: HubDatabase,
  mode: StationMode,
  request: PullRequest,
): Promise<PageLines> {
  const { rows, end } = await pullEvents(db, mode, request);
  return { lines: rows.map((row) => `${JSON.stringify(row)}\n`).join(''), end };
}

function streamed(row: EventRow, mode: StationMode): EventPage['rows'][number] {
  const { seq, station, incarnation, kseq, hash, body, id, salt, payload, signature } = row;
  const { received, receipt, effective, home } = row;
  if (seq === null) throw new Error('a link of the stream has a number');
  const isForAll = mode === 'desk' && salt !== null && payload !== null;
  return {
    seq,
    station,
    incarnation,
    kseq,
    hash,
    body,
    personal: isForAll ? { salt, payload } : null,
    signature,
    receipt: received === null || receipt === null ? null : { received, signature: receipt },
    // A fact has one place in the order, however many chains hold it.
    effective: home === null ? null : effective,
    counts: id !== null,
  };
}

/** Checks the cursor again: rows dropped between the two queries are missing on the page. */
async function checkKept(db: HubDatabase, stream: Stream, after: number): Promise<void> {
  const { keptFrom } = await streamState(db, stream);
  if (after < keptFrom) throw new HubProblem('cursor-too-old');
}

/** Rows of a stream after a cursor, and how far they reach. Throws as {@link pullRoster}. */
export async function page<Row extends { seq: number | null }>(
  db: HubDatabase,
  stream: Stream,
  request: PullRequest,
  read: (db: HubDatabase, place: Place) => Promise<Row[]>,
): Promise<{ rows: Row[]; end: PageEnd; eventVersionId: string }> {
  const { after, limit } = request;
  const state = await streamState(db, stream);
  if (state.epoch !== request.epoch) throw new HubProblem('epoch-changed');
  if (after > state.seq || (after > 0 && after < state.keptFrom)) {
    throw new HubProblem('cursor-too-old');
  }
  const found = after === state.seq ? [] : await read(db, { after, limit });
  if (found.length > 0 && after > 0) await checkKept(db, stream, after);
  // Rows committed since have later numbers, and one of several queries may have missed them: the
  // next page has them. A page that is not full covers everything up to `last`, even if that row is
  // no longer kept.
  const last = state.seq;
  const rows = found.filter(({ seq }) => (seq ?? 0) <= last);
  const next = rows.length < limit ? last : (rows.at(-1)?.seq ?? after);
  const end = { end: true, epoch: state.epoch, next, last, rows: rows.length } as const;
  return { rows, end, eventVersionId: state.eventVersionId };
}
