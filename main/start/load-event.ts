import { join } from 'node:path';
import { z } from 'zod';
import { findEvent, type StoredEvent, saveEvent } from '../../db/events.ts';
import type { WritableDatabase } from '../../db/types.ts';
import { readEventFiles } from '../../intake/event-files.ts';
import type { Config } from '../config/config.ts';
import { readJsonFile } from '../config/read-json.ts';
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
    if (typeof read !== 'string') return { ...adopt(db, read, wall, demo), problem };
    problem = read;
  }
  const last = lastEventId === null ? null : findEvent(db, lastEventId);
  // The store has it already: to write it again would cost every start some two hundred rows and a wait for the disk.
  if (last !== null) return { event: last, demo: last.file.id === demoEventId(demo), problem };
  const read = readEventFiles(demo.event, demo.secret);
  if (typeof read === 'string') throw new Error(`the demo event cannot be read: ${read}`);
  return { ...adopt(db, read, wall, demo), problem };
}

function adopt(
  db: WritableDatabase,
  event: StoredEvent,
  wall: number,
  demo: ReturnType<typeof demoPlaces>,
): Omit<LoadedEvent, 'problem'> {
  saveEvent(db, event, wall);
  changeStationSettings(db, { eventId: event.file.id });
  return { event, demo: event.file.id === demoEventId(demo) };
}

/** The id in the demo event's file; null without one. Checking the whole file would cost every start 25 ms. */
function demoEventId({ event }: ReturnType<typeof demoPlaces>): string | null {
  const read = readJsonFile(event, z.object({ id: z.string() }));
  return read.ok ? read.value.id : null;
}
