import type { ReadableDatabase } from '../../db/base/types.ts';
import { listedParts } from '../../domain/bookings/list-bookings.ts';
import {
  addedCounts,
  type BookingCounts,
  type ListedBooking,
  noBookings,
} from '../../domain/bookings/listed-booking.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { maxListedBookings, maxRosterEntries } from '../../domain/roster/roster-wire.ts';
import type { HandshakeAnswer } from '../../domain/sync/sync.ts';
import { createHttpHub, type HubCredentials } from './http-hub.ts';
import { introduce } from './introduce.ts';

export interface RosterSender {
  credentials: HubCredentials;
  db: ReadableDatabase;
  eventId: string;
  stationName: string;
  version: string;
  operatorId: string;
  /** UTC milliseconds. */
  clock: () => number;
}

/**
 * Sends people of a roster file to the hub's roster, which every desk follows. Meanwhile nothing
 * else may send signed requests as this station: their numbers rise from the hub's last one.
 *
 * @param begin receives the hub's answer before anything is sent; false sends nothing
 * @param onSent how many people and bookings are sent, after each request; may throw to stop there
 * @throws HubProblem, SyncFailure
 */
export async function sendRoster(
  sender: RosterSender,
  parts: Iterable<RosterPart>,
  onSent: (sent: number) => void,
  begin: (answer: HandshakeAnswer) => boolean = () => true,
): Promise<{ added: number; changed: number; bookings: BookingCounts }> {
  const hub = createHttpHub(sender.credentials);
  const total = { added: 0, changed: 0, bookings: noBookings };
  try {
    const answer = await introduce(hub, sender);
    if (!begin(answer)) return total;
    let request = answer.lastRequest;
    let sent = 0;
    for (const { entries, bookings } of parts) {
      request += 1;
      const { epoch } = answer;
      const { operatorId: operator } = sender;
      const written = await hub.importRoster({
        epoch,
        request,
        operator,
        entries: [...entries],
        bookings: [...bookings],
      });
      total.added += written.added;
      total.changed += written.changed;
      total.bookings = addedCounts(total.bookings, written.bookings);
      sent += entries.length + bookings.length;
      onSent(sent);
    }
    return total;
  } finally {
    await hub.close();
  }
}

/** What one request carries: people, or what a list says about sessions. */
interface RosterPart {
  entries: readonly RosterEntry[];
  bookings: readonly ListedBooking[];
}

/** A list in pieces that one request can carry: all people first. */
export function* inRequests(
  entries: readonly RosterEntry[],
  bookings: readonly ListedBooking[],
): Generator<RosterPart> {
  for (let start = 0; start < entries.length; start += maxRosterEntries) {
    yield { entries: entries.slice(start, start + maxRosterEntries), bookings: [] };
  }
  for (const part of listedParts(bookings, maxListedBookings)) {
    yield { entries: [], bookings: part };
  }
}
