import {
  type RegistrationBalance,
  registrationBalance,
} from '../../domain/badges/registration-balance.ts';
import { arrivalsByQuarter, quarterHour } from '../../domain/base/quarters.ts';
import { overbookedSessions } from '../../domain/bookings/overbooked.ts';
import { isExpected } from '../../domain/delegations.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { type CountedPerson, fieldsWithTotals, totalsOf } from '../../domain/event/extra-totals.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { Arrivals, Summary } from '../../domain/organiser/figures.ts';
import type { OrganiserStation } from '../../domain/organiser/stations.ts';
import { standingCalls } from '../../domain/station/help-calls.ts';
import type { OperatorRoom } from '../operators.ts';
import type { Books } from './books.ts';

type ExtraTotals = Summary['extraTotals'];

export interface FigureRequest {
  day: LocalDay;
  /** UTC milliseconds of the hub's clock. */
  now: number;
}

export function basisOf(books: Pick<Books, 'seq'>, now: number): { asOf: number; seq: number } {
  return { asOf: now, seq: books.seq };
}

/** The balance of registrations of a day, computed by domain/badges/registration-balance.ts. */
export function balanceOf(books: Books, day: LocalDay | null): RegistrationBalance {
  const { standing } =
    day === null
      ? { standing: [...books.attendance.firstOf(null).values()] }
      : books.attendance.ofDay(day);
  return registrationBalance({
    delegates: [...books.roster.all()],
    attendance: { standing },
    facts: books.tallies.rosterFacts,
    day,
  });
}

export function summaryOf(
  books: Books,
  { day, now }: FigureRequest,
  more: {
    stations: readonly OrganiserStation[];
    hubClockOff: number | null;
    quarantined: number;
    operators: OperatorRoom;
    eventsApart: number;
  },
): Summary {
  const { total, delegations: lines } = balanceOf(books, day);
  const delegations = lines.filter(({ code }) => code !== '');
  const { attendance, tallies } = books;
  const { standing, undone } = attendance.ofDay(day);
  const { walkIns, reprints, overrides, refusals } = tallies.ofDay(day);
  const enrolled = more.stations.filter(({ state }) => state === 'enrolled');
  return {
    day,
    basis: basisOf(books, now),
    registered: total.registered,
    present: total.present,
    notArrived: total.notArrived,
    cancelled: total.cancelled,
    pending: total.pending,
    revoked: total.revoked,
    replaced: total.replaced,
    gaps: total.gaps,
    otherDays: total.otherDays,
    presentAnyDay: attendance.firstOf(null).size,
    admissions: standing.length,
    undone: undone.length,
    walkIns,
    reprints,
    overrides,
    refusals,
    openDuplicates: openDuplicates(books),
    openCalls: standingCalls(tallies.callsOf(day), tallies.answers).filter(
      ({ answer }) => answer === null,
    ).length,
    quarantined: more.quarantined,
    delegations: {
      accredited: delegations.filter(({ line }) => line.present + line.notArrived > 0).length,
      present: delegations.filter(({ line }) => line.present > 0).length,
    },
    stations: {
      enrolled: enrolled.length,
      online: enrolled.filter(({ online }) => online).length,
      complete: enrolled.filter(({ lastSeen, waiting }) => lastSeen !== null && waiting === 0)
        .length,
      overstepping: enrolled.filter(({ troubles }) => troubles.includes('oversteps')).length,
      withoutTickets: enrolled.flatMap(({ name, tickets }) =>
        tickets === null || tickets.unproved === 0 ? [] : [{ name, admissions: tickets.unproved }],
      ),
      refused: enrolled.flatMap(({ name, refused }) => (refused === null ? [] : [name])),
      otherEventFile: enrolled.filter(({ troubles }) => troubles.includes('event-file-differs'))
        .length,
    },
    extraTotals: extraTotalsOf(books, day),
    overbooked: overbookedSessions(books.event, (id) => books.bookings.of(id), now).map(
      ({ session }) => session,
    ),
    eventsApart: more.eventsApart,
    hubClockInDoubt: more.hubClockOff !== null,
    operatorsWaiting: more.operators.waiting.length,
    operatorsAreFull: more.operators.isFull,
  };
}

/** Of whoever is in the roster or came: who is in neither has no answers. */
function extraTotalsOf({ event, roster, attendance }: Books, day: LocalDay): ExtraTotals {
  const fields = fieldsWithTotals(event);
  if (fields.length === 0) return [];
  const came = new Set(attendance.ofDay(day).standing.map(({ delegateId }) => delegateId));
  const people: CountedPerson[] = [];
  for (const person of roster.all()) {
    const isPresent = came.delete(person.id);
    if (isPresent || isExpected(person, day)) people.push({ extra: person.extra, isPresent });
  }
  for (const _unknown of came) people.push({ extra: {}, isPresent: true });
  return fields.map((field) => ({ field: field.id, answers: totalsOf(field, people) }));
}

function openDuplicates({ attendance, tallies }: Books): number {
  let open = 0;
  for (const day of attendance.days()) {
    for (const { id } of attendance.ofDay(day).duplicates) {
      if (!tallies.resolved.has(id)) open += 1;
    }
  }
  return open;
}

/**
 * Admissions of a day by quarters of an hour, at their true time. For all registration desks
 * together, each person counts once, at their first admission.
 *
 * @param checkpoint null: all registration desks
 */
export function arrivalsOf(
  books: Books,
  { day, now }: FigureRequest,
  checkpoint: string | null,
): Arrivals {
  const times = arrivalTimes(books, day, checkpoint);
  const isOfDay = (time: number): boolean => localDayOf(time, books.event) === day;
  const until = isOfDay(now) ? now : null;
  const { quarters: intervals, outside } = arrivalsByQuarter(times, until, isOfDay);
  const basis = basisOf(books, now);
  return { day, checkpoint, basis, step: quarterHour, intervals, outside, total: times.length };
}

function arrivalTimes(books: Books, day: LocalDay, checkpoint: string | null): number[] {
  const { standing } = books.attendance.ofDay(day);
  if (checkpoint !== null) {
    return standing.filter((one) => one.checkpoint === checkpoint).map(({ wall }) => wall);
  }
  const desks = new Set(
    books.event.checkpoints.filter(({ kind }) => kind === 'registration').map(({ id }) => id),
  );
  const first = new Map<string, number>();
  for (const { delegateId, checkpoint: at, wall } of standing) {
    if (desks.has(at)) first.set(delegateId, Math.min(wall, first.get(delegateId) ?? wall));
  }
  return [...first.values()];
}
