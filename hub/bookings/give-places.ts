import {
  type BookingReason,
  type BookingState,
  bookedTo,
  bookedWhy,
  bookingPayload,
} from '../../domain/bookings/booking.ts';
import { nextInTurn } from '../../domain/bookings/booking-rules.ts';
import { type BookingFact, SessionBookings } from '../../domain/bookings/session-bookings.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { type Checkpoint, eventFileSchema } from '../../domain/event/event-file.ts';
import type { HubContext } from '../base/context.ts';
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
      seq = await write(context, tx, { ...stream, seq }, bookings, {
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
      seq = await write(context, tx, { ...stream, seq }, bookings, {
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
  await refreshEvent(context, { tx });
  const { checkpoints } = eventFileSchema.parse(context.identity.event.file);
  return givePlaces(
    context,
    tx,
    stream,
    checkpoints.filter(({ id }) => ids.has(id)),
  );
}

async function write(
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

async function bookingsOf(
  tx: HubDatabase,
  sessions: readonly string[],
): Promise<Map<string, SessionBookings>> {
  const found = new Map<string, SessionBookings>();
  if (sessions.length === 0) return found;
  for (const row of await sessionQuery(tx, { sessions: textList(sessions) })) {
    const read = bookingOf(row);
    if (read === null) continue;
    const bookings = found.get(read.session) ?? new SessionBookings();
    bookings.add(read.fact);
    found.set(read.session, bookings);
  }
  return found;
}

function bookingOf({
  body,
  effective,
  ...place
}: Row): { session: string; fact: BookingFact } | null {
  const reading = readFact(body, place);
  if (!('fact' in reading)) return null;
  const { id, after, hlc, delegateId, checkpoint: session } = reading.fact;
  const to = bookedTo(reading.fact);
  if (to === null || delegateId === null || session === null) return null;
  const why = bookedWhy(reading.fact);
  return {
    session,
    fact: { id, ...place, after, effective: effective ?? hlc, delegateId, to, why },
  };
}
