import { dateForm } from '../../domain/base/date-form.ts';
import { type KioskLanguage, textIn } from '../../domain/base/language.ts';
import { sessionsAmong } from '../../domain/bookings/booking-rules.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { instantOf, minutesIntoDay } from '../../domain/event/local-day.ts';

/** A session in which the holder of a ticket has a place, at one of its times. */
export interface TicketSession {
  /** The same for each e-mail, also after the session was moved: calendars replace the entry. */
  uid: string;
  name: string;
  /** Empty where the session names none. */
  room: string;
  /** UTC milliseconds; null for a session without hours. */
  hours: { start: number; end: number } | null;
  /** "3 October, 10:00–11:00" in the event's time zone; empty without hours. */
  when: string;
}

/**
 * The sessions of a ticket in the order of their hours, those without hours last.
 *
 * @param booked ids of the checkpoints where the person has a place
 */
export function ticketSessions(
  event: EventFile,
  booked: ReadonlySet<string>,
  language: KioskLanguage,
): TicketSession[] {
  const { timeZone, dayBoundary } = event;
  const form = dateForm(language, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const at = ({ hours }: TicketSession): number => hours?.start ?? Number.POSITIVE_INFINITY;
  return sessionsAmong(event, booked)
    .flatMap(({ id, name, room, windows }): TicketSession[] => {
      const words = {
        name: textIn(name, language, event),
        room: room === null ? '' : textIn(room, language, event),
      };
      const uidOf = (place: number): string => `${event.id}.${id}.${place}`;
      if (windows.length === 0) return [{ uid: uidOf(0), ...words, hours: null, when: '' }];
      return windows.map(({ day, opens, closes }, place) => {
        const start = instantOf(day, minutesIntoDay(opens, dayBoundary), event);
        // What closes at the day boundary closes at the end of the day.
        const end = instantOf(day, minutesIntoDay(closes, dayBoundary) || 1440, event);
        const when = form.formatRange(new Date(start), new Date(end));
        return { uid: uidOf(place), ...words, hours: { start, end }, when };
      });
    })
    .sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
