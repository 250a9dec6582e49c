import { join } from 'node:path';
import { findEvent, type StoredEvent, saveEvent } from '../../db/events.ts';
import type { WritableDatabase } from '../../db/types.ts';
import { readEventFiles } from '../../intake/event-files.ts';
import type { Config } from '../config/config.ts';
import { changeStationSettings } from '../config/station-settings.ts';

/** The event that the station works for. */
export interface LoadedEvent {
  event: StoredEvent;
  /** True for the demo event that comes with the app. */
  demo: boolean;
  /** What was wrong with the configured event file (path and field), or null. */
  problem: string | null;
}

/** The demo event's files, written by the build. */
export function demoPlaces(demoFolder: string) {
  return {
    event: join(demoFolder, 'event.json'),
    secret: join(demoFolder, 'event-secret.txt'),
    roster: join(demoFolder, 'roster.csv'),
  };
}

/**
 * Chooses the event: the configuration's, else the one used last, else the demo event. A configured
 * file that cannot be used is told as `problem`, and the next in this order serves.
 * Throws when not even the demo event can be read: then the build is broken.
 */
export function loadEvent(
  db: WritableDatabase,
  config: Config,
  lastEventId: string | null,
  demoFolder: string,
  wall: number,
): LoadedEvent {
  const demo = demoPlaces(demoFolder);
  let problem: string | null = null;
  if (config.event !== undefined) {
    const read = readEventFiles(config.event.file, config.event.secretFile);
    if (typeof read !== 'string') return adopt(db, read, demo, wall, null);
    problem = read;
  }
  const last = lastEventId === null ? null : findEvent(db, lastEventId);
  if (last !== null) return adopt(db, last, demo, wall, problem);
  const read = readEventFiles(demo.event, demo.secret);
  if (typeof read === 'string') throw new Error(`the demo event cannot be read: ${read}`);
  return adopt(db, read, demo, wall, problem);
}

function adopt(
  db: WritableDatabase,
  event: StoredEvent,
  demo: ReturnType<typeof demoPlaces>,
  wall: number,
  problem: string | null,
): LoadedEvent {
  saveEvent(db, event, wall);
  changeStationSettings(db, { eventId: event.file.id });
  const demoEvent = readEventFiles(demo.event, demo.secret);
  return {
    event,
    demo: typeof demoEvent !== 'string' && demoEvent.file.id === event.file.id,
    problem,
  };
}
