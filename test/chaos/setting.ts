import { join } from 'node:path';
import { z } from 'zod';
import type { StoredEvent } from '../../db/event/events.ts';
import type { StoreLocation } from '../../db/station/open.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { entryOf, samplePerson } from '../sim/people.ts';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';

/** The settings of a station process, passed as a JSON file. */
export const stationSettingSchema = z.object({
  name: z.string(),
  station: z.string(),
  folder: z.string(),
  /** File of the journal beside the store. */
  journal: z.string(),
  /** The hub, through the station's own fault proxy. */
  hub: z.object({
    url: z.string(),
    authority: z.string(),
    token: z.string(),
    privateKey: z.string(),
  }),
  /** Longest pause between two facts, in milliseconds; a rush has none. */
  pause: z.number(),
});
export type StationSetting = z.infer<typeof stationSettingSchema>;

/** Where a station of the chaos has its store. */
export function stationLocation(folder: string): StoreLocation {
  return { path: join(folder, 'lanyard.db'), key: Buffer.alloc(32, 5), nativeBinding: undefined };
}

const day = 86_400_000;

/** The sample event on the days around today: the processes live at the machine's time. */
export function eventOfToday(): StoredEvent {
  const days = [-1, 0, 1].map((offset) => localDayOf(Date.now() + offset * day, sampleEvent));
  return { file: { ...sampleEvent, days }, secret: eventSecret };
}

/** More than a page of a pull, so that faults also strike between two pages. */
const registrations = 1_500;

/**
 * The roster's first file: enough people to admit all the time, and few enough for desks to meet
 * over the same ones.
 */
export const firstFile: readonly RosterEntry[] = Array.from(
  { length: registrations },
  (_, number) => entryOf(samplePerson(number)),
);
