import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { formatDays } from '../../../domain/event/event-dates.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { localDayOf } from '../../../domain/event/local-day.ts';

/** Times as printed on paper, in the event's time zone. */
export interface Moments {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "09:41", with the day where it is not `today`. */
  moment: (wall: number) => string;
  /** A local day → "2 October 2018". */
  day: (day: string) => string;
}

/** Makes the formats of one document. */
export function paperMoments(
  event: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
  today: string,
  language: ScreenLanguage,
): Moments {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: event.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const time = (wall: number): string => format.format(wall);
  const day = (local: string): string => formatDays([local], language);
  return {
    time,
    day,
    moment: (wall) => {
      const on = localDayOf(wall, event);
      return on === today ? time(wall) : `${day(on)}, ${time(wall)}`;
    },
  };
}
