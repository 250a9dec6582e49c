import { z } from 'zod';
import { readSetting, writeSetting } from '../../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../../db/base/types.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import {
  type StationSettings as Settings,
  settingNames,
  settingShapeWithInitial,
  withPresets,
} from '../../../domain/base/station-settings.ts';
import { type PrinterSettings, printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import type { Config } from './config.ts';

const settingName = 'station';
const printersName = 'printers';

/** As stored. Each has an initial value, so that older stores can be read. */
const storedSchema = z.object({
  /** The event in use; null until there is one. */
  eventId: z.uuid().nullable().default(null),
  ...settingShapeWithInitial(settingNames),
});

/** A station's settings, and the id of its event. */
export interface StationSettings extends Settings {
  eventId: string | null;
}

/** Stored settings with the configuration's presets on top. */
export function readStationSettings(db: ReadableDatabase, config: Config): StationSettings {
  const stored = readStored(db);
  return { ...stored, ...withPresets(stored, config) };
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
  return storedSchema.parse(readSetting(db, settingName) ?? {});
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
