/** Times as reports write them: digits that sort, in the event's time zone. All take UTC milliseconds. */
export interface Moments {
  /** "2018-10-02 09:41" */
  moment: (wall: number) => string;
  /** "09:41" */
  time: (wall: number) => string;
}

/** Makes the formats of a time zone (IANA name) once: making one costs a hundred times as much as using it. */
export function momentsOf(timeZone: string): Moments {
  // The Swedish form of date and time is ISO 8601's with a blank.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const moment = (wall: number): string => format.format(wall);
  return { moment, time: (wall) => moment(wall).slice(-5) };
}
