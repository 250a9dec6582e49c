import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { type StoredEvent, saveEvent } from '../../db/event/events.ts';
import { utf8 } from '../../domain/base/bytes.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import { kioskLanguageSchema } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { printerSettingsSchema } from '../../domain/printing/print-job.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../base/config/station-settings.ts';

/** The marker file in a station's folder: while it exists, the station starts in training. */
const markName = 'training-mode.json';

/** What the real station passes to its training once: mode, language, name and printers. */
const handedSchema = z.object({
  mode: z.enum(['desk', 'kiosk', 'door']),
  language: kioskLanguageSchema,
  stationName: z.string(),
  printers: z.array(printerSettingsSchema),
});
type Handed = z.infer<typeof handedSchema>;

/** The folder for everything that training writes, inside the station's own. */
export function trainingDir(dataDir: string): string {
  return join(dataDir, 'training');
}

/**
 * Whether a station is to start in training: the configuration decides, else a supervisor's choice.
 */
export function isTraining(dataDir: string, configured: boolean | undefined): boolean {
  return configured ?? readMark(dataDir) !== null;
}

/** Acts at the next start of the station. */
export type TrainingSwitch = ReturnType<typeof createTrainingSwitch>;

export function createTrainingSwitch(
  dataDir: string,
  configured: boolean | undefined,
  station: { db: ReadableDatabase; config: Config; mode: Handed['mode'] },
) {
  return {
    /** Throws CallFailure `training-fixed` where the configuration decides. */
    set: (on: boolean): void => {
      if (configured !== undefined) throw new CallFailure('training-fixed');
      const mark = join(dataDir, markName);
      if (!on) {
        rmSync(mark, { force: true });
        return;
      }
      const { language, stationName } = readStationSettings(station.db, station.config);
      const printers = readPrinters(station.db, station.config);
      const handed: Handed = { mode: station.mode, language, stationName, printers };
      writeFileSync(mark, JSON.stringify(handed));
    },
  };
}

/**
 * The configuration for training: no hub, no set-up. The configured event is used only with a
 * separate roster; else it is the demo event with its invented people.
 */
export function trainingConfig(config: Config): Config {
  const { hub: _hub, settings: _settings, setUp: _setUp, event, ...rest } = config;
  return event !== undefined && config.roster !== undefined ? { ...rest, event } : rest;
}

/** Gives the training store the real station's mode, name and printers, once after each switch. */
export function takeOverSettings(db: WritableDatabase, dataDir: string): void {
  const handed = handedSchema.safeParse(readMark(dataDir));
  if (!handed.success) return;
  const { mode, language, stationName, printers } = handed.data;
  changeStationSettings(db, { mode, language, stationName });
  writePrinters(db, printers);
  // Changes during the training stay until the next switch.
  writeFileSync(join(dataDir, markName), '{}');
}

/**
 * The event for training: unchanged, but with ticket codes made from another secret. No real
 * station knows its badges, nor the other way round: their issues stay in the training's store. The
 * real secret does not stay in the training's store.
 */
export function trainingEvent(
  db: WritableDatabase,
  event: StoredEvent,
  crypto: Crypto,
  { wall, keepsSecret }: { wall: number; keepsSecret: boolean },
): StoredEvent {
  const { secret } = event;
  const own = { ...event, secret: secret === null ? null : trainingSecret(secret, crypto) };
  saveEvent(db, keepsSecret ? own : { ...own, secret: null }, wall);
  return own;
}

/** The secret behind the codes of a training, derived one-way from the event's secret. */
export function trainingSecret(secret: Uint8Array, crypto: Crypto): Uint8Array {
  return crypto.hmac(secret, utf8('training'));
}

/** A training's clock (ISO 8601): the event's first morning; undefined on an event day. */
export function trainingClockStart(event: EventFile, now: number): string | undefined {
  const [first] = event.days;
  return first === undefined || event.days.includes(localDayOf(now, event))
    ? undefined
    : `${first}T10:00:00Z`;
}

/** The content of the marker file; null where there is none. */
function readMark(dataDir: string): unknown {
  let text: string;
  try {
    text = readFileSync(join(dataDir, markName), 'utf8');
  } catch {
    return null;
  }
  try {
    return JSON.parse(text) ?? {};
  } catch {
    // Half written: training was still switched on.
    return {};
  }
}
