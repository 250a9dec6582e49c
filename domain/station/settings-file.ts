import { z } from 'zod';
import type { PlaceWords } from '../base/file-problems.ts';
import { screenLanguageSchema } from '../base/language.ts';
import { stationModeSchema } from '../base/protocol.ts';
import {
  countdownSecondsSchema,
  doorDirectionSchema,
  faceDefaults,
  handOverSchema,
  idleSecondsSchema,
  offeredLanguagesSchema,
} from '../base/station-face.ts';
import { printerSettingsSchema } from '../printing/print-job.ts';

/** In the name of a settings file, replaced by the running number of the reading station. */
export const numberPlace = '{number}';

/** A PIN as it is stored: scrypt with its parameters and salt, see main/operators/pin.ts. Never the PIN. */
const pinHashSchema = z
  .string()
  .max(400)
  .regex(/^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$/, 'not a hash of a PIN');

/**
 * The settings of a station as one file, so that twenty stations are set up alike. It holds no
 * personal data and no secret, except the hash of a supervisor's PIN where an operator chose to
 * include it.
 */
export const settingsFileSchema = z.strictObject({
  format: z.literal('lanyard-settings'),
  version: z.literal(1),
  /** Name of the station; `{number}` is replaced by its running number. */
  name: z.string().trim().min(1).max(60),
  mode: stationModeSchema,
  language: screenLanguageSchema,
  checkpoint: z.string().max(60).nullable(),
  direction: doorDirectionSchema,
  kioskLanguages: offeredLanguagesSchema,
  idleSeconds: idleSecondsSchema,
  countdownSeconds: countdownSecondsSchema,
  lockAfterMinutes: z.int().min(0).max(240),
  sounds: z.boolean(),
  handOver: handOverSchema.default(faceDefaults.handOver),
  camera: z.strictObject({ enabled: z.boolean() }),
  scanner: z.strictObject({
    functionKeyPrefix: z
      .string()
      .regex(/^F(1[3-9]|2[0-4])$/)
      .nullable(),
  }),
  printers: z.array(printerSettingsSchema).max(50),
  supervisor: z
    .strictObject({ name: z.string().trim().min(1).max(80), pinHash: pinHashSchema })
    .nullable(),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;

/** "Kiosk 3" → "Kiosk {number}"; a name without a number at its end stays as it is. */
export function numberedName(name: string): string {
  return name.replace(/\d+$/, numberPlace);
}

/** True when the name asks for a number. */
export function asksForNumber(name: string): boolean {
  return name.includes(numberPlace);
}

/** The name of station `number`: every `{number}` replaced, cut to 60 characters. */
export function nameWithNumber(name: string, number: number): string {
  return name.replaceAll(numberPlace, String(number)).slice(0, 60);
}

/** The parts of a settings file, as the screens name the settings. */
export const settingsPlaces: PlaceWords = {
  fields: {
    format: { en: 'Kind of file', fr: 'Type de fichier' },
    version: { en: 'Version of the format', fr: 'Version du format' },
    name: { en: 'Name', fr: 'Nom' },
    mode: { en: 'Mode', fr: 'Mode' },
    language: { en: 'Language', fr: 'Langue' },
    checkpoint: { en: 'Checkpoint', fr: 'Point de contrôle' },
    direction: { en: 'Direction', fr: 'Sens' },
    kioskLanguages: { en: 'Languages at the kiosk', fr: 'Langues de la borne' },
    idleSeconds: {
      en: 'Seconds until a kiosk begins again',
      fr: 'Secondes avant que la borne recommence',
    },
    countdownSeconds: { en: 'Seconds of the countdown', fr: 'Secondes du compte à rebours' },
    lockAfterMinutes: { en: 'Minutes until it locks', fr: 'Minutes avant le verrouillage' },
    sounds: { en: 'Sounds', fr: 'Sons' },
    handOver: { en: 'Hand-over of a badge', fr: 'Remise d’un badge' },
    camera: { en: 'Camera', fr: 'Caméra' },
    enabled: { en: 'On', fr: 'Activée' },
    scanner: { en: 'Hand scanner', fr: 'Lecteur à main' },
    functionKeyPrefix: { en: 'Key before each code', fr: 'Touche avant chaque code' },
    printers: { en: 'Printers', fr: 'Imprimantes' },
    supervisor: { en: 'Supervisor', fr: 'Superviseur' },
    pinHash: { en: 'PIN', fr: 'Code PIN' },
    id: { en: 'Short name in the file', fr: 'Nom court dans le fichier' },
    model: { en: 'Model', fr: 'Appareil' },
    connection: { en: 'Connection', fr: 'Raccordement' },
    kind: { en: 'Kind', fr: 'Type' },
    host: { en: 'Address', fr: 'Adresse' },
    port: { en: 'Port', fr: 'Port' },
    path: { en: 'Device file', fr: 'Fichier de périphérique' },
    queue: { en: 'Name in the system', fr: 'Nom dans le système' },
    ability: { en: 'Reports', fr: 'Indique' },
    starGraphics: { en: 'Raster mode', fr: 'Mode raster' },
    brother: { en: 'Loaded roll', fr: 'Rouleau chargé' },
    roll: { en: 'Loaded roll', fr: 'Rouleau chargé' },
    head: { en: 'Prints', fr: 'Imprime' },
    modelCode: { en: 'Code of the model', fr: 'Code du modèle' },
    driver: { en: 'Driver', fr: 'Pilote' },
    colour: { en: 'Print templates in colour', fr: 'Imprimer les modèles en couleurs' },
    bothSides: { en: 'Print both sides of cards', fr: 'Imprimer les deux faces des cartes' },
    dotsPerMm: { en: 'Dots per millimetre', fr: 'Points par millimètre' },
    widthDots: { en: 'Printable width', fr: 'Largeur imprimable' },
    cut: { en: 'Cut after each badge', fr: 'Couper après chaque badge' },
    neighbour: { en: 'Stand-in', fr: 'Imprimante de secours' },
    stock: { en: 'Loaded', fr: 'Chargé' },
    categories: { en: 'Whose badges are printed on it', fr: 'Quels badges s’y impriment' },
    template: { en: 'Template', fr: 'Modèle de badge' },
  },
  entries: {
    printers: { en: 'Printer', fr: 'Imprimante' },
    kioskLanguages: { en: 'Language', fr: 'Langue' },
    categories: { en: 'Category', fr: 'Catégorie' },
  },
};
