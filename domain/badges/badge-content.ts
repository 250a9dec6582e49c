import { InvalidData } from '../base/invalid-data.ts';
import { type KioskLanguage, onPapers, personLanguage, textIn } from '../base/language.ts';
import { sessionsAmong } from '../bookings/booking-rules.ts';
import { groupOfPerson, isInTable } from '../delegations.ts';
import { categoryNameFor } from '../event/category-name.ts';
import { formatDays } from '../event/event-dates.ts';
import type { Category, EventFile, LocalDay } from '../event/event-file.ts';
import { shownExtra } from '../event/extra-values.ts';
import type { Delegate } from '../roster/delegate.ts';
import { type BadgeSerial, formatSerial } from '../tickets/opaque-code.ts';
import type { BadgeContent } from './badge.ts';

export interface BadgeRequest {
  delegate: Delegate;
  event: EventFile;
  serial: BadgeSerial;
  qrText: string;
  /** 1 for the first print of this serial, 2 for the next … */
  attempt: number;
  /** Day of printing. It selects the delegation's name. */
  day: LocalDay;
  training: boolean;
  photo: BadgeContent['photo'];
  /** Ids of the sessions in which the person has a place. */
  booked: ReadonlySet<string>;
}

/**
 * The texts of a badge, all of them as the secretariat wrote them. The category's name is in the
 * languages of papers and agrees with the person's gender. Event, days, delegation and the event's
 * own fields are in the person's language, else in the event's first, as on tickets. The days are
 * those on which the person may come.
 *
 * @throws InvalidData `not-in-event-file` for an unknown category or delegation
 */
export function badgeContent(request: BadgeRequest): BadgeContent {
  const { delegate, event, serial, qrText, attempt, day, training } = request;
  const category = event.categories.find(({ id }) => id === delegate.category);
  if (category === undefined) throw notInEventFile('category', delegate.category);
  if (!isInTable(event, delegate.delegation))
    throw notInEventFile('delegation', delegate.delegation);
  const language = personLanguage(delegate.language, event);
  return {
    title: delegate.title,
    printedName: delegate.printedName,
    givenName: delegate.givenName,
    familyName: delegate.familyName,
    nativeName: delegate.nativeName,
    jobTitle: delegate.jobTitle,
    organisation: delegate.administration,
    delegationName: groupOfPerson(event, delegate, day, language),
    categoryName: categoryWords(category, delegate, event),
    category: category.id,
    strip: category.strip,
    eventName: textIn(event.name, language, event),
    emblem: event.emblem ?? null,
    eventDates: formatDays(daysOf(delegate, event), language),
    qrText,
    serialText: formatSerial(serial),
    attemptMark: attempt > 1 ? String(attempt) : '',
    training,
    photo: request.photo,
    extra: Object.fromEntries(
      shownExtra(event, delegate.extra, 'badge', language).map(({ id, value }) => [id, value]),
    ),
    sessions: sessionNames(event, request.booked, language),
    delegation: delegate.delegation,
  };
}

/** Sessions that a badge names; further ones are counted. */
const maxSessions = 4;

/** "Forensics · Profiling · +2": in the order in which they begin. */
function sessionNames(
  event: EventFile,
  booked: ReadonlySet<string>,
  language: KioskLanguage,
): string {
  const names = sessionsAmong(event, booked).map(({ name }) => textIn(name, language, event));
  const shown = names.length > maxSessions ? names.slice(0, maxSessions - 1) : names;
  const left = names.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [`+${left}`])].join(' · ');
}

function notInEventFile(what: 'category' | 'delegation', id: string): InvalidData {
  return new InvalidData('not-in-event-file', `${what} "${id}" is not in the event file`, {
    detail: id,
  });
}

/** "DELEGATE / DÉLÉGUÉE": the name that agrees with the person's gender. */
function categoryWords(category: Category, delegate: Delegate, event: EventFile): string {
  return onPapers(categoryNameFor(category, delegate.grammaticalGender), event);
}

/** The person's days; all days of the event where the record names none of them. */
function daysOf(delegate: Delegate, event: EventFile): readonly LocalDay[] {
  const own = event.days.filter((day) => delegate.days?.includes(day));
  return own.length > 0 ? own : event.days;
}
