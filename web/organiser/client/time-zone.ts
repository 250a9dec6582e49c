import { createContext, use } from 'react';

/** The event's time zone (IANA name), in which the page shows every time. */
export const TimeZoneContext = createContext('UTC');

export function useTimeZone(): string {
  return use(TimeZoneContext);
}
