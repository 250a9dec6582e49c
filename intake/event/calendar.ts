import { runInNewContext } from 'node:vm';
import ICAL from 'ical.js';
import { firstLanguage, type InLanguages } from '../../domain/base/language.ts';
import {
  type EventSession,
  type EventTiming,
  type LeftOut,
  maxName,
  maxSessions,
  type TableProblem,
  windowBetween,
} from '../../domain/event/event-tables.ts';
import { isTimeZone, offsetShowing } from '../../domain/event/local-day.ts';
import { cleanCell } from '../cell-text.ts';
import { shortened } from '../row-reader.ts';
import { problemOf } from './table-lines.ts';

/** The timetable of an event in an iCalendar file (RFC 5545). */
interface Calendar {
  rows: EventSession[];
  problems: TableProblem[];
  leftOut: LeftOut[];
}

/**
 * Max milliseconds for reading a calendar. The library never ends with a rule of recurrence or of a
 * time zone that has no date.
 */
const maxReadMs = 3_000;
const dayMs = 24 * 60 * 60_000;

/**
 * Reads the entries of a calendar as sessions, with the recurrences within the event's days. Times
 * without a time zone are in the event's. Never throws for the content of a file.
 */
export function readCalendar(text: string, event: EventTiming & InLanguages): Calendar {
  const found: Calendar = { rows: [], problems: [], leftOut: [] };
  let current: ICAL.Component | null = null;
  const read = (): void => {
    for (const { master, exceptions } of calendarsOf(text).flatMap(entriesOf)) {
      current = master;
      takeEntry(master, exceptions, event, found);
    }
  };
  try {
    runInNewContext('read()', { read }, { timeout: maxReadMs });
  } catch (error) {
    // The error comes from another context, so `instanceof` does not work.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
    found.problems.push(
      current !== null && code === timedOut
        ? problemOf('endless-rule', { uid: uidOf(current), value: titleOf(current) })
        : problemOf('calendar-unreadable', { value: reasonOf(error) }),
    );
  }
  if (found.rows.length + found.problems.length === 0) {
    found.problems.push(problemOf('no-lines', {}));
  }
  return found;
}

const timedOut = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** Throws for a text that is not a calendar, with the library's reason. */
function calendarsOf(text: string): ICAL.Component[] {
  const parsed: unknown = ICAL.parse(text.trimStart().replace(/\r(?!\n)/g, '\n'));
  if (!Array.isArray(parsed)) throw new Error('no component');
  const roots: unknown[] = typeof parsed[0] === 'string' ? [parsed] : parsed;
  return roots.map((root) => {
    const calendar = new ICAL.Component(root as unknown[]);
    const own = calendar.getTimeZoneByID.bind(calendar);
    // Many programs name a zone of the IANA data base without describing it.
    calendar.getTimeZoneByID = (id) => (isTimeZone(id) ? new IanaZone(id) : own(id));
    return calendar;
  });
}

interface Entry {
  master: ICAL.Component;
  exceptions: ICAL.Component[];
}

/** Entries with their exceptions. An exception without its entry becomes an entry itself. */
function entriesOf(calendar: ICAL.Component): Entry[] {
  const all = calendar.getAllSubcomponents('vevent');
  const isException = (one: ICAL.Component): boolean => one.hasProperty('recurrence-id');
  const entries: Entry[] = all
    .filter((one) => !isException(one))
    .map((master) => ({ master, exceptions: [] }));
  const byUid = new Map(entries.map((entry) => [uidOf(entry.master), entry]));
  for (const one of all.filter(isException)) {
    const entry = byUid.get(uidOf(one));
    if (entry === undefined) entries.push({ master: one, exceptions: [] });
    else entry.exceptions.push(one);
  }
  return entries;
}

/** Adds an entry's sessions, or its problem. */
function takeEntry(
  master: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  event: EventTiming & InLanguages,
  found: Calendar,
): void {
  try {
    readEntry(master, exceptions, event, found);
  } catch (error) {
    const uid = uidOf(master);
    found.problems.push(problemOf('entry-unreadable', { uid, value: reasonOf(error) }));
  }
}

function readEntry(
  master: ICAL.Component,
  exceptions: readonly ICAL.Component[],
  event: EventTiming & InLanguages,
  found: Calendar,
): void {
  const entry = new ICAL.Event(master, { exceptions: [...exceptions] });
  const uid = uidOf(master);
  const title = titleOf(master);
  const told = new Set<TableProblem['code']>();
  const problem = (code: TableProblem['code'], value: string): void => {
    // Reported once, because each recurrence has the same problem.
    if (!told.has(code)) found.problems.push(problemOf(code, { uid, value }));
    told.add(code);
  };
  const why = whyLeftOut(master);
  if (why !== null) {
    found.leftOut.push({ why, uid: shortened(uid), title: shortened(title) });
    return;
  }
  const zone = [master, ...exceptions].flatMap(unknownZones)[0];
  if (zone !== undefined) {
    problem('unknown-zone', zone);
    return;
  }
  const times = entry.isRecurring()
    ? recurrences(entry, event)
    : [{ item: entry, start: entry.startDate, end: entry.endDate }];
  let isInside = false;
  for (const { item, start, end } of times) {
    const shown = titleOf(item.component);
    const state = whyLeftOut(item.component);
    if (state !== null) {
      found.leftOut.push({ why: state, uid: shortened(uid), title: shortened(shown) });
      isInside = true;
      continue;
    }
    const window = windowBetween(instantOf(start, event), instantOf(end, event), event);
    if (window === 'day-outside') continue;
    isInside = true;
    const room = cleanCell(String(item.location ?? ''));
    if (window === 'wrong-end') problem('wrong-end', shown);
    else if (shown === '') problem('no-title', window.day);
    else if (shown.length > maxName || room.length > maxName) problem('too-long', shown);
    else {
      found.rows.push({
        title: { [firstLanguage(event)]: shown },
        room: room === '' ? null : { [firstLanguage(event)]: room },
        categories: null,
        window,
      });
    }
  }
  if (!isInside) problem('day-outside', title);
}

interface Times {
  item: ICAL.Event;
  start: ICAL.Time;
  end: ICAL.Time;
}

/** The recurrences of an entry around the event's days, and every exception. */
function recurrences(entry: ICAL.Event, event: EventTiming & InLanguages): Times[] {
  const from = Date.parse(event.days[0] ?? '') - 2 * dayMs;
  const to = Date.parse(event.days.at(-1) ?? '') + 3 * dayMs;
  const times: Times[] = [];
  const left = new Set<ICAL.Event>(
    Object.values(entry.exceptions as unknown as Record<string, ICAL.Event>),
  );
  const iterator = entry.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const at = instantOf(next, event);
    if (at > to || times.length > maxSessions) break;
    if (at < from) continue;
    const { item, startDate: start, endDate: end } = entry.getOccurrenceDetails(next);
    left.delete(item);
    times.push({ item, start, end });
  }
  // The rule does not find recurrences that were moved to another day.
  for (const item of left) times.push({ item, start: item.startDate, end: item.endDate });
  return times;
}

function whyLeftOut(entry: ICAL.Component): LeftOut['why'] | null {
  const status = String(entry.getFirstPropertyValue('status') ?? '').toUpperCase();
  if (status === 'CANCELLED') return 'cancelled';
  const start = entry.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time)) throw new Error('DTSTART');
  return start.isDate ? 'whole-day' : null;
}

/** Names of time zones that neither the file nor the IANA data base describes. */
function unknownZones(entry: ICAL.Component): string[] {
  return ['dtstart', 'dtend'].flatMap((name) => {
    const id = entry.getFirstProperty(name)?.getFirstParameter('tzid');
    return id === undefined || id === null || entry.getTimeZoneByID(id) !== null ? [] : [id];
  });
}

/** UTC milliseconds. A time without a zone is by the event's clock. */
function instantOf(time: ICAL.Time, { timeZone }: EventTiming): number {
  const isFloating = time.zone === ICAL.Timezone.localTimezone;
  if (!isFloating) return time.toUnixTime() * 1000;
  const local = time.clone();
  local.zone = new IanaZone(timeZone);
  return local.toUnixTime() * 1000;
}

/** A zone of this computer's IANA data base. */
class IanaZone extends ICAL.Timezone {
  constructor(id: string) {
    super({ tzid: id });
  }

  /** Seconds ahead of UTC. */
  override utcOffset(time: ICAL.Time): number {
    const shown = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);
    return 60 * offsetShowing(shown, this.tzid);
  }
}

function uidOf(entry: ICAL.Component): string {
  return cleanCell(String(entry.getFirstPropertyValue('uid') ?? ''));
}

function titleOf(entry: ICAL.Component): string {
  return cleanCell(String(entry.getFirstPropertyValue('summary') ?? ''));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
