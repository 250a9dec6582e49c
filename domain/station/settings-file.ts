import { z } from 'zod';
import { stationNameSchema } from '../base/station-face.ts';
import {
  fileSettings,
  settingShapeWithInitial,
  stationSettings,
} from '../base/station-settings.ts';
import { printerSettingsSchema } from '../printing/print-job.ts';

/**
 * Placeholder in the name in a settings file, replaced by the running number of the station that
 * reads it.
 */
export const numberPlace = '{number}';

/**
 * A PIN as stored: scrypt with its parameters and salt; see main/operators/pin.ts. Never the PIN
 * itself.
 */
const pinHashSchema = z
  .string()
  .max(400)
  .regex(/^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$/, 'not a hash of a PIN');

/**
 * The settings of a station as one file, to set up twenty stations alike. It has no personal data
 * and no secret, except the hash of a supervisor's PIN if an operator chose to include it.
 */
export const settingsFileSchema = z.strictObject({
  format: z.literal('lanyard-settings'),
  version: z.literal(1),
  /** May contain `{number}`, which is replaced by the station's running number. */
  name: stationNameSchema,
  ...settingShapeWithInitial(fileSettings),
  camera: z.strictObject({ enabled: stationSettings.cameraEnabled.schema }),
  scanner: z.strictObject({ functionKeyPrefix: stationSettings.functionKeyPrefix.schema }),
  printers: z.array(printerSettingsSchema).max(50),
  supervisor: z
    .strictObject({ name: z.string().trim().min(1).max(80), pinHash: pinHashSchema })
    .nullable(),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;

/** "Kiosk 3" → "Kiosk {number}". A name that does not end in a number stays unchanged. */
export function numberedName(name: string): string {
  return name.replace(/\d+$/, numberPlace);
}

export function asksForNumber(name: string): boolean {
  return name.includes(numberPlace);
}

/** The name of station `number`: every `{number}` replaced, cut to 60 characters. */
export function nameWithNumber(name: string, number: number): string {
  return name.replaceAll(numberPlace, String(number)).slice(0, 60);
}
