import { z } from 'zod';
import { readSetting, writeSetting } from '../../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import { type ScreenLanguage, screenLanguageSchema } from '../../../domain/base/language.ts';
import { stationModeSchema } from '../../../domain/base/protocol.ts';
import {
  badgeOutletSchema,
  countdownSecondsSchema,
  counterSchema,
  doorDirectionSchema,
  faceDefaults,
  handOverSchema,
  idleSecondsSchema,
  offeredLanguagesSchema,
} from '../../../domain/base/station-face.ts';
import { type PrinterSettings, printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import type { Config } from './config.ts';

const settingName = 'station';
const printersName = 'printers';

/** A station's settings as stored; each has a default, so that older stores can be read. */
const stationSettingsSchema = z.object({
  eventId: z.uuid().nullable().default(null),
  language: screenLanguageSchema.default('en'),
  stationName: z.string().default('Desk 1'),
  checkpoint: z.string().nullable().default(null),
  cameraEnabled: z.boolean().default(true),
  cameraDeviceId: z.string().nullable().default(null),
  functionKeyPrefix: z.string().nullable().default(null),
  sounds: z.boolean().default(true),
  lockAfterMinutes: z.int().default(10),
  mode: stationModeSchema.default('desk'),
  direction: doorDirectionSchema.default(faceDefaults.direction),
  kioskLanguages: offeredLanguagesSchema.default([...faceDefaults.kioskLanguages]),
  idleSeconds: idleSecondsSchema.default(faceDefaults.idleSeconds),
  countdownSeconds: countdownSecondsSchema.default(faceDefaults.countdownSeconds),
  badgeOutlet: badgeOutletSchema.default(faceDefaults.badgeOutlet),
  counter: counterSchema.default(faceDefaults.counter),
  handOver: handOverSchema.default(faceDefaults.handOver),
});
export type StationSettings = z.infer<typeof stationSettingsSchema>;

/** Stored settings with the configuration's presets on top. */
export function readStationSettings(db: ReadableDatabase, config: Config): StationSettings {
  const stored = readStored(db);
  return {
    eventId: stored.eventId,
    language: config.language ?? stored.language,
    stationName: config.stationName ?? stored.stationName,
    checkpoint: config.checkpoint ?? stored.checkpoint,
    cameraEnabled: config.camera?.enabled ?? stored.cameraEnabled,
    cameraDeviceId: config.camera?.deviceId ?? stored.cameraDeviceId,
    functionKeyPrefix: config.scanner?.functionKeyPrefix ?? stored.functionKeyPrefix,
    sounds: config.sounds ?? stored.sounds,
    lockAfterMinutes: config.lockAfterMinutes ?? stored.lockAfterMinutes,
    mode: config.mode ?? stored.mode,
    direction: config.direction ?? stored.direction,
    kioskLanguages: config.kioskLanguages ?? stored.kioskLanguages,
    idleSeconds: config.idleSeconds ?? stored.idleSeconds,
    countdownSeconds: config.countdownSeconds ?? stored.countdownSeconds,
    badgeOutlet: config.badgeOutlet ?? stored.badgeOutlet,
    counter: config.counter ?? stored.counter,
    handOver: stored.handOver,
  };
}

/** An undefined field stays as it is. */
export type StationSettingsChange = {
  [F in keyof StationSettings]?: StationSettings[F] | undefined;
};

/** The name of a new station until an operator gives one (renderer's `setUp.station.named`). */
const firstNames: Readonly<Record<ScreenLanguage, string>> = { en: 'Desk 1', fr: 'Accueil 1' };

/**
 * Gives a new station its computer's language, and a name in it. Does nothing where the station has
 * settings already: what an operator or a settings file chose stays.
 */
export function beginInLanguage(db: WritableDatabase, language: ScreenLanguage): void {
  if (readSetting(db, settingName) !== undefined) return;
  changeStationSettings(db, { language, stationName: firstNames[language] });
}

/** Stores the given fields; presets of the configuration still win. */
export function changeStationSettings(db: WritableDatabase, change: StationSettingsChange): void {
  writeSetting(db, settingName, { ...readStored(db), ...definedFields(change) });
}

/** The station's printers: the configuration's, or else the stored ones. */
export function readPrinters(db: ReadableDatabase, config: Config): PrinterSettings[] {
  if (config.printers !== undefined) return config.printers;
  return z
    .array(printerSettingsSchema)
    .catch([])
    .parse(readSetting(db, printersName) ?? []);
}

export function writePrinters(db: WritableDatabase, printers: readonly PrinterSettings[]): void {
  writeSetting(db, printersName, printers);
}

function readStored(db: ReadableDatabase): StationSettings {
  return stationSettingsSchema.parse(readSetting(db, settingName) ?? {});
}

function definedFields(change: StationSettingsChange): StationSettingsChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

const pausedPrintersName = 'paused-printers';

/** Ids of the printers that an operator paused; not in their settings, which a file may preset. */
export function readPausedPrinters(db: ReadableDatabase): string[] {
  return z
    .array(z.string())
    .catch([])
    .parse(readSetting(db, pausedPrintersName) ?? []);
}

export function writePausedPrinter(db: WritableDatabase, printerId: string, paused: boolean): void {
  const others = readPausedPrinters(db).filter((id) => id !== printerId);
  writeSetting(db, pausedPrintersName, paused ? [...others, printerId] : others);
}
