import {
  type BookingReason,
  type BookingState,
  bookedTo,
  bookedWhy,
  bookingPayload,
} from '../../domain/bookings/booking.ts';
import { bookableSessions, nextInTurn } from '../../domain/bookings/booking-rules.ts';
import { type BookingChange, bookingsByList } from '../../domain/bookings/list-bookings.ts';
import type { ListedBooking } from '../../domain/bookings/listed-booking.ts';
import {
  type BookingFact,
  bookingsBySession,
  type HeldPlaces,
  placesHeld,
  SessionBookings,
} from '../../domain/bookings/session-bookings.ts';
import { bookingRefusal } from '../../domain/check-in/booking-refusal.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { type Checkpoint, eventFileSchema } from '../../domain/event/event-file.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { refreshEvent } from '../base/present-event.ts';
import { readFact } from '../ledger/read-fact.ts';
import { writeOwnFact } from '../stations/own-chain.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

interface Row {
  station: string;
  incarnation: number;
  kseq: number;
  body: string;
  effective: string | null;
}

const columns = ['station', 'incarnation', 'kseq', 'body', 'effective'] as const;

const sessionQuery = query<{ sessions: TextList }, Row>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('checkpoint', at('sessions')))
    // These conditions match the index.
    .where('type', '=', 'booking-changed')
    .where('seq', 'is not', null)
    .select(columns),
);

const personQuery = query<{ ids: TextList }, { session: string | null }>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('delegate_id', at('ids')))
    // These conditions match the index.
    .where('type', '=', 'booking-changed')
    .where('seq', 'is not', null)
    .select('checkpoint as session')
    .distinct(),
);

const heldQuery = query<{ id: string }, Row>(({ db, at }) =>
  db
    .selectFrom('attendance_event')
    .where('delegate_id', '=', at('id'))
    // These conditions match the index.
    .where('type', '=', 'booking-changed')
    .where('seq', 'is not', null)
    .select(columns),
);

/**
 * Gives free places of sessions to those who wait, in their turn: one fact of the hub's chain for
 * each. Only a hub does so, because stations that are apart would give one place twice.
 *
 * @param stream the stream of facts, locked in this transaction
 * @param sessions as the event has them by now; retired ones give nothing
 * @returns the last number of the stream of facts
 */
export async function givePlaces(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  sessions: readonly Checkpoint[],
): Promise<number> {
  const open = inUse(sessions);
  const all = await bookingsOf(
    tx,
    open.map(({ id }) => id),
  );
  let { seq } = stream;
  for (const { id: session, capacity } of open) {
    const bookings = all.get(session);
    if (bookings === undefined) continue;
    for (const delegateId of nextInTurn(bookings, capacity)) {
      seq = await writeBooking(context, tx, { ...stream, seq }, bookings, {
        delegateId,
        session,
        to: 'booked',
        why: 'promoted',
      });
    }
  }
  return seq;
}

/**
 * Gives up the places and turns of people whose registrations ended, and gives the places to those
 * who wait.
 *
 * @param stream the stream of facts, locked in this transaction
 * @returns the last number of the stream of facts
 */
export async function releasePlaces(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  delegateIds: readonly string[],
): Promise<number> {
  if (delegateIds.length === 0) return stream.seq;
  const rows = await personQuery(tx, { ids: textList(delegateIds) });
  const sessions = new Set(rows.flatMap(({ session }) => session ?? []));
  let { seq } = stream;
  for (const [session, bookings] of await bookingsOf(tx, [...sessions])) {
    for (const delegateId of delegateIds) {
      if (bookings.stateOf(delegateId) === 'released') continue;
      seq = await writeBooking(context, tx, { ...stream, seq }, bookings, {
        delegateId,
        session,
        to: 'released',
        why: 'registration-ended',
      });
    }
  }
  return givePlacesIn(context, tx, { ...stream, seq }, sessions);
}

/**
 * {@link givePlaces} of sessions by their ids, by the event's present version.
 *
 * @param stream the stream of facts, locked in this transaction
 */
export async function givePlacesIn(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  ids: ReadonlySet<string>,
): Promise<number> {
  if (ids.size === 0) return stream.seq;
  const checkpoints = await presentCheckpoints(context, tx);
  return givePlaces(
    context,
    tx,
    stream,
    checkpoints.filter(({ id }) => ids.has(id)),
  );
}

/**
 * {@link givePlaces} of every session, by the event's present version: an order on records may have
 * freed a place in any of them.
 *
 * @param stream the stream of facts, locked in this transaction
 */
export async function givePlacesInAll(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
): Promise<number> {
  return givePlaces(context, tx, stream, await presentCheckpoints(context, tx));
}

async function presentCheckpoints(context: HubContext, tx: HubDatabase): Promise<Checkpoint[]> {
  await refreshEvent(context, { tx });
  return eventFileSchema.parse(context.identity.event.file).checkpoints;
}

/**
 * Writes what a list says about sessions, with what follows from it: one fact of the hub's chain
 * for each change. Of people who are unknown here or whose registration ended nothing is written.
 *
 * @param stream the stream of facts, locked in this transaction
 * @param said as `bookingsByList`
 * @returns the changes, and the last number of the stream of facts
 */
export async function bookListed(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  said: readonly ListedBooking[],
): Promise<{ changes: BookingChange[]; seq: number }> {
  await refreshEvent(context, { tx });
  const event = eventFileSchema.parse(context.identity.event.file);
  const named = new Set(said.map(({ session }) => session));
  const sessions = new Map(
    bookableSessions(event).flatMap((one) => (named.has(one.id) ? [[one.id, one] as const] : [])),
  );
  const ids = textList([...new Set(said.map(({ delegateId }) => delegateId))]);
  const people = new Map(
    (await peopleQuery(tx, { ids })).map(({ id, data }) => [id, delegateOfText(data)]),
  );
  const possible = said.filter(({ delegateId, session, says }) => {
    const [delegate, checkpoint] = [people.get(delegateId), sessions.get(session)];
    if (delegate === undefined || checkpoint === undefined) return false;
    return says === 'released' || bookingRefusal(event, delegate, checkpoint) === null;
  });
  const known = await bookingsOf(tx, [...sessions.keys()]);
  const listed = new Map(
    Array.from(sessions, ([id, { capacity }]) => [
      id,
      { capacity, bookings: known.get(id) ?? new SessionBookings() },
    ]),
  );
  const changes = bookingsByList(possible, listed);
  let { seq } = stream;
  for (const change of changes) {
    const bookings = listed.get(change.session)?.bookings ?? new SessionBookings();
    seq = await writeBooking(context, tx, { ...stream, seq }, bookings, change);
  }
  return { changes, seq };
}

const peopleQuery = query<{ ids: TextList }, { id: string; data: string }>(({ db, at, isAmong }) =>
  db
    .selectFrom('delegate')
    .where(isAmong('id', at('ids')))
    .where('deleted', '=', 0)
    .select(['id', 'data']),
);

/** The facts about the places of a session, for a comparison. */
export async function bookingFacts(
  db: HubDatabase,
  session: string,
): Promise<(BookingFact & { session: string })[]> {
  const rows = await sessionQuery(db, { sessions: textList([session]) });
  return rows.flatMap((row) => bookingOf(row) ?? []);
}

/**
 * Writes one fact about a place into the hub's chain, after all that is known of the person there.
 *
 * @param stream the stream of facts, locked in this transaction
 * @param bookings the places of this session
 * @returns the last number of the stream of facts
 */
export async function writeBooking(
  context: HubContext,
  tx: HubDatabase,
  stream: StreamState,
  bookings: SessionBookings,
  said: { delegateId: string; session: string; to: BookingState; why: BookingReason },
): Promise<number> {
  const { delegateId, session, to, why } = said;
  const holder = bookings.holderOf(delegateId);
  return writeOwnFact(context, tx, stream, {
    type: 'booking-changed',
    delegateId,
    checkpoint: session,
    ...(why === 'promoted' && holder !== null ? { targetId: holder.id } : {}),
    before: bookings.factsOf(delegateId),
    payload: bookingPayload(to, why),
    personal: null,
  });
}

/** Who has a place where, in these sessions; without those of which no fact tells. */
export async function bookingsOf(
  tx: HubDatabase,
  sessions: readonly string[],
): Promise<Map<string, SessionBookings>> {
  if (sessions.length === 0) return new Map();
  return folded(await sessionQuery(tx, { sessions: textList(sessions) }));
}

/** The sessions in which a person has a place or a turn. */
export async function placesOfPerson(tx: HubDatabase, delegateId: string): Promise<HeldPlaces> {
  return placesHeld(delegateId, folded(await heldQuery(tx, { id: delegateId })));
}

function folded(rows: readonly Row[]): Map<string, SessionBookings> {
  return bookingsBySession(rows.flatMap((row) => bookingOf(row) ?? []));
}

function bookingOf({ body, effective, ...place }: Row): (BookingFact & { session: string }) | null {
  const reading = readFact(body, place);
  if (!('fact' in reading)) return null;
  const { id, after, hlc, delegateId, checkpoint: session } = reading.fact;
  const to = bookedTo(reading.fact);
  if (to === null || delegateId === null || session === null) return null;
  const why = bookedWhy(reading.fact);
  return { session, id, ...place, after, effective: effective ?? hlc, delegateId, to, why };
}
