import { anyKiosk } from './any-kiosk.ts';
import type { Deed } from './lane.ts';
import type { Fillable } from './small-disk.ts';
import type { Venue } from './venue.ts';

/** What a kiosk hears of a hub whose disk is full. */
export const hubFull = 'trouble busy disk full';

/** Fills the hub's disk until kiosks hear of it, and gives room again. */
export function fullDisk(venue: Venue, disk: Fillable): Deed {
  return async () => {
    disk.fill();
    await anyKiosk(venue, hubFull, 2);
    disk.free();
    await anyKiosk(venue, 'pushed', 2);
    venue.hub.heard.add('full and free again');
  };
}
