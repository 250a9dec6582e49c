import { SessionBookings } from '../../domain/bookings/session-bookings.ts';
import {
  type BookingOutcome,
  type BookingRequest,
  decideBooking,
  sessionOf,
} from '../../domain/check-in/person-bookings.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { refreshEvent } from '../base/present-event.ts';
import { isPurged } from '../base/purged.ts';
import { bookingsOf, givePlacesIn, placesOfPerson, writeBooking } from '../bookings/give-places.ts';
import { readDelegate } from '../roster/roster.ts';
import { lockStream, type StreamState } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

/**
 * Books a place for a person for an account of the organiser's page, or a turn where none is left:
 * a fact of the hub's chain. A place that the person has, or a turn, stays as it is. Throws
 * HubProblem `not-found`, `not-allowed` with why.
 */
export async function bookSession(
  context: HubContext,
  { delegateId, session, despiteOther }: BookingRequest & { delegateId: string },
): Promise<BookingOutcome> {
  return changed(context, async (tx, stream, event) => {
    const delegate = await readDelegate(tx, delegateId);
    const checkpoint = sessionOf(event, session);
    if (checkpoint === null) throw new HubProblem('not-found', 'session');
    const bookings = (await bookingsOf(tx, [session])).get(session) ?? new SessionBookings();
    const held = await placesOfPerson(tx, delegateId);
    const decided = decideBooking(event, delegate, checkpoint, { bookings, held, despiteOther });
    switch (decided.outcome) {
      case 'refused':
        throw new HubProblem('not-allowed', decided.refusal);
      case 'new': {
        const said = { delegateId, session, to: decided.to, why: 'asked' } as const;
        const events = await writeBooking(context, tx, stream, bookings, said);
        return { answer: { outcome: 'done', state: decided.to }, events };
      }
      case 'done':
      case 'other-at-this-time':
        return { answer: decided, events: null };
    }
  });
}

/**
 * Gives up a person's place or turn for an account of the organiser's page, and gives the place to
 * the next who waits. Throws HubProblem `not-found`, `not-allowed` (purged).
 */
export async function releaseSession(
  context: HubContext,
  { delegateId, session }: { delegateId: string; session: string },
): Promise<void> {
  await changed(context, async (tx, stream) => {
    await readDelegate(tx, delegateId);
    const bookings = (await bookingsOf(tx, [session])).get(session);
    if (bookings === undefined || bookings.stateOf(delegateId) === 'released') {
      return { answer: null, events: null };
    }
    const said = { delegateId, session, to: 'released', why: 'asked' } as const;
    const seq = await writeBooking(context, tx, stream, bookings, said);
    const events = await givePlacesIn(context, tx, { ...stream, seq }, new Set([session]));
    return { answer: null, events };
  });
}

/** What a change answers, and the last number of the stream; null where nothing was written. */
interface Changed<Answer> {
  answer: Answer;
  events: number | null;
}

/** Makes a change in one transaction, with the stream of facts locked, and announces it. */
async function changed<Answer>(
  context: HubContext,
  change: (tx: HubDatabase, stream: StreamState, event: EventFile) => Promise<Changed<Answer>>,
): Promise<Answer> {
  const { answer, events } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    if (await isPurged(tx)) throw new HubProblem('not-allowed', 'purged');
    await refreshEvent(context, { tx });
    return change(tx, stream, eventFileSchema.parse(context.identity.event.file));
  });
  if (events !== null) context.announce({ events });
  return answer;
}
