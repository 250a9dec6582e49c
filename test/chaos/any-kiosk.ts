import type { Venue } from './venue.ts';

/** Resolves when any kiosk hears so much more of it. */
export function anyKiosk(venue: Venue, what: string, times: number): Promise<void> {
  return Promise.race(venue.kiosks.map(({ heard }) => heard.more(what, times)));
}
