import type { ReadableDatabase } from '../../db/base/types.ts';
import { bookingsOfSession } from '../../db/bookings.ts';
import { overbookedSessions } from '../../domain/bookings/overbooked.ts';
import { bookingsBySession, SessionBookings } from '../../domain/bookings/session-bookings.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { EndState } from './hub-facts.ts';
import { firstMorning, heldEvent, simEvent, workshop } from './people.ts';

/** Who has a place in the workshop and who waits, ids in their order. */
export interface WorkshopPlaces {
  booked: string[];
  waiting: string[];
  /** People of whom two facts say different things, and neither author knew of the other. */
  apart: number;
}

/** Compares what every station shows of the workshop's places with the rule, written a second time. */
export function checkBookings({ hub, stations }: EndState): WorkshopPlaces {
  const truth = placesBy(hub.stream.map(({ event }) => event));
  for (const { name, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const shown = workshopOf(db).places(null);
    for (const state of ['booked', 'waiting'] as const) {
      if (shown[state].join() === truth[state].join()) continue;
      const found = `${name}: ${state} [${shown[state]}] instead of [${truth[state]}]`;
      throw new BrokenInvariant('bookings', found);
    }
  }
  return truth;
}

function workshopOf(db: ReadableDatabase): SessionBookings {
  const facts = bookingsOfSession(db, simEvent.file.id, workshop);
  return bookingsBySession(facts).get(workshop) ?? new SessionBookings();
}

/** Every station lists among its problems who has a place beyond the capacity, and nobody else. */
export function checkOverbooked(
  { stations }: EndState,
  { booked }: WorkshopPlaces,
  capacity: number | null,
): void {
  const over = capacity === null ? [] : booked.slice(capacity);
  for (const { name, db, isRevoked } of stations) {
    if (isRevoked) continue;
    const { file } = heldEvent(db);
    const listed = overbookedSessions(file, () => workshopOf(db), firstMorning);
    const shown = listed.flatMap((one) => one.over);
    if (shown.join() === over.join()) continue;
    throw new BrokenInvariant('bookings', `${name}: over [${shown}] instead of [${over}]`);
  }
}

/** No place is free while somebody waits for it. */
export function checkTurns({ booked, waiting }: WorkshopPlaces, capacity: number | null): void {
  const left = capacity === null ? Number.POSITIVE_INFINITY : capacity - booked.length;
  if (left <= 0 || waiting.length === 0) return;
  throw new BrokenInvariant('bookings', `${left} of ${capacity} free, waiting: [${waiting}]`);
}

/** A later word outweighs nothing: it only replaces what it names. */
const weight: Readonly<Record<string, number>> = { released: 0, waiting: 1, booked: 2 };

/**
 * The rule of places, plainly and apart from the product's code: of one person's facts those count
 * that no other one names, and of these the heaviest, and of equals the earliest. Places and turns
 * are in the order of the facts that count.
 */
export function placesBy(facts: readonly OrderedFact[]): WorkshopPlaces {
  const said = facts.filter(
    (fact) => fact.type === 'booking-changed' && fact.checkpoint === workshop,
  );
  const people = new Set(said.flatMap(({ delegateId }) => delegateId ?? []));
  const standing = [...people].map((person) => {
    const own = said.filter(({ delegateId }) => delegateId === person);
    const named = new Set(own.flatMap((fact) => causesOf(fact, own)));
    const last = own.filter(({ id }) => !named.has(id));
    const [first] = last.toSorted((a, b) => weightOf(b) - weightOf(a) || inOrder(a, b));
    if (first === undefined) throw new BrokenInvariant('bookings', `a circle around ${person}`);
    return { person, fact: first, isApart: new Set(last.map(stateOf)).size > 1 };
  });
  const ordered = standing.toSorted((a, b) => inOrder(a.fact, b.fact));
  const peopleWho = (state: string): string[] =>
    ordered.filter(({ fact }) => stateOf(fact) === state).map(({ person }) => person);
  return {
    booked: peopleWho('booked'),
    waiting: peopleWho('waiting'),
    apart: standing.filter(({ isApart }) => isApart).length,
  };
}

/** Ids of what a fact names, and of what those name. */
function causesOf({ after }: OrderedFact, all: readonly OrderedFact[]): string[] {
  const named = after.split(',').filter((id) => id !== '');
  return [
    ...named,
    ...all.filter(({ id }) => named.includes(id)).flatMap((one) => causesOf(one, all)),
  ];
}

function stateOf({ payload }: OrderedFact): string {
  return JSON.parse(payload).to;
}

function weightOf(fact: OrderedFact): number {
  return weight[stateOf(fact)] ?? -1;
}

function inOrder(a: OrderedFact, b: OrderedFact): number {
  const [one, other] = [a, b].map(({ effective, station, incarnation, kseq }) =>
    [effective, station, ...[incarnation, kseq].map((n) => String(n).padStart(9, '0'))].join(' '),
  );
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
