import { join } from 'node:path';
import { z } from 'zod';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findEvent, forgetSecrets, type StoredEvent, saveEvent } from '../../../db/event/events.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { readEventFile, readEventFiles } from '../../../intake/event-files.ts';
import type { Config } from '../../base/config/config.ts';
import { readJsonFile } from '../../base/config/read-json.ts';
import { changeStationSettings } from '../../base/config/station-settings.ts';

export interface LoadedEvent {
  /** With the secret as it was read, even if the store does not keep it. */
  event: StoredEvent;
  demo: boolean;
  /** What was wrong with the configured event file (path and field), or null. */
  problem: string | null;
  /** The store held a secret until now that it must not keep: copies of the store still hold it. */
  forgotSecret: boolean;
}

export function demoPlaces(demoFolder: string) {
  return {
    event: join(demoFolder, 'event.json'),
    secret: join(demoFolder, 'event-secret.txt'),
    roster: join(demoFolder, 'roster.csv'),
  };
}

export interface EventSources {
  config: Config;
  lastEventId: string | null;
  demoFolder: string;
  /** Only a desk's store may keep the event's secret. */
  keepsSecret: boolean;
  /** UTC milliseconds. */
  wall: number;
}

/**
 * Chooses the event: the configuration's, else the one used last, else the demo event. An unusable
 * configured file is reported as `problem`, and the next in this order is used. Throws when even
 * the demo event cannot be read: then the build is broken.
 */
export function loadEvent(db: WritableDatabase, sources: EventSources): LoadedEvent {
  const found = findSource(db, sources);
  return { ...found, forgotSecret: !sources.keepsSecret && forgetSecrets(db) };
}

function findSource(
  db: WritableDatabase,
  sources: EventSources,
): Omit<LoadedEvent, 'forgotSecret'> {
  const { config, lastEventId } = sources;
  const demo = demoPlaces(sources.demoFolder);
  let problem: string | null = null;
  if (config.event !== undefined) {
    const read = readConfigured(db, config.event);
    if (typeof read !== 'string') {
      const held = findHubLink(db) === null ? null : findEvent(db, read.file.id);
      // The configured file is only the first version: the hub's version counts.
      const event = held === null ? read : { ...held, secret: read.secret };
      return { ...adopt(db, event, sources, demo), problem };
    }
    problem = read;
  }
  const last = lastEventId === null ? null : findEvent(db, lastEventId);
  const isDemo = last !== null && last.file.id === demoEventId(demo);
  // The store has it already: writing it would cost every start two hundred rows and a flush.
  if (last !== null && !(isDemo && last.secret === null && sources.keepsSecret)) {
    return { event: last, demo: isDemo, problem };
  }
  const read = readEventFiles(demo.event, demo.secret);
  if (typeof read === 'string') throw new Error(`the demo event cannot be read: ${read}`);
  return { ...adopt(db, read, sources, demo), problem };
}

/** A station that joined a hub may have the hub's secret: it stays if no file has one. */
function readConfigured(
  db: WritableDatabase,
  { file, secretFile }: NonNullable<Config['event']>,
): StoredEvent | string {
  if (secretFile !== undefined) return readEventFiles(file, secretFile);
  const read = readEventFile(file);
  if (typeof read === 'string') return read;
  return { file: read, secret: findEvent(db, read.id)?.secret ?? null };
}

function adopt(
  db: WritableDatabase,
  event: StoredEvent,
  { keepsSecret, wall }: EventSources,
  demo: ReturnType<typeof demoPlaces>,
): Pick<LoadedEvent, 'event' | 'demo'> {
  saveEvent(db, keepsSecret ? event : { ...event, secret: null }, wall);
  changeStationSettings(db, { eventId: event.file.id });
  return { event, demo: event.file.id === demoEventId(demo) };
}

/** Id in the demo event's file, or null. Checking the whole file would take 25 ms of each start. */
function demoEventId({ event }: ReturnType<typeof demoPlaces>): string | null {
  const read = readJsonFile(event, z.object({ id: z.string() }));
  return read.ok ? read.value.id : null;
}
