import { findPersonNow, registrationFacts } from '../../db/people.ts';
import { type PersonView, personStateOf, shownPerson } from '../../domain/people/people-list.ts';
import { historyOf } from '../../domain/people/person-history.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { personBookings } from '../bookings/change-booking.ts';
import { stationNames } from '../ledger/station-names.ts';

/** One person with the history of the registration. Throws CallFailure `not-found`. */
export function personView(context: Context, id: string): PersonView {
  const { db, event } = context;
  const now = findPersonNow(db, event.file.id, id, null);
  if (now === null) throw new CallFailure('not-found');
  const names = stationNames(context);
  const facts = registrationFacts(db, event.file.id, id).map((fact) => ({
    ...fact,
    operatorName: names.operator(fact.operatorId, fact.station),
    stationName: names.station(fact.station),
  }));
  return {
    person: shownPerson(now.delegate),
    state: personStateOf(now.delegate.status, now.isPresent),
    badgePrinted: now.badgePrinted,
    ticketSent: now.ticketSent,
    bookings: personBookings(context, id),
    history: historyOf(facts),
  };
}
