import { z } from 'zod';
import { kioskLanguageSchema, kioskLanguages } from './language.ts';
import { stationModeSchema } from './protocol.ts';
import {
  choice,
  type Setting,
  type SettingControl,
  setting,
  toggle,
  wholeNumber,
} from './setting.ts';
import {
  badgeOutletSchema,
  counterSchema,
  doorDirectionSchema,
  handOverSchema,
  offeredLanguagesSchema,
  stationNameSchema,
} from './station-face.ts';

const everyMode = ['desk', 'kiosk', 'door'] as const;

/**
 * Every setting of a station, in the order of its screens and files. Store, configuration, calls,
 * screens, settings file, support bundle and docs/reference/settings.md follow from it. A new
 * setting is an entry here and the place that uses it.
 */
export const stationSettings = {
  /** Of the screens, whose words fall back to English; documents follow {@link documentLanguage}. */
  language: setting(kioskLanguageSchema, 'en', {
    label: { en: 'Language', fr: 'Langue' },
    section: 'desk',
    changedBy: 'operator',
    modes: everyMode,
    inFile: true,
    inBundle: true,
  }),
  /** Id of a checkpoint of the event; null for its first. */
  checkpoint: setting(z.string().max(60).nullable(), null, {
    label: { en: 'Checkpoint', fr: 'Point de contrôle' },
    section: 'desk',
    changedBy: 'operator',
    modes: everyMode,
    inFile: true,
    inBundle: false,
  }),
  /** Minutes without input after which the desk locks; 0 for never. */
  lockAfterMinutes: setting(z.int().min(0).max(240), 10, {
    label: { en: 'Minutes until it locks', fr: 'Minutes avant le verrouillage' },
    section: 'desk',
    changedBy: 'operator',
    modes: ['desk'],
    inFile: true,
    inBundle: true,
  }),
  handOver: choice(
    handOverSchema,
    'ask',
    {
      ask: { en: 'By key or button', fr: 'Par touche ou bouton' },
      'next-scan': { en: 'At the next delegate', fr: 'Au délégué suivant' },
      'badge-scan': { en: 'By scanning the badge', fr: 'En scannant le badge' },
    },
    {
      label: { en: 'Hand-over of a badge', fr: 'Remise d’un badge' },
      section: 'desk',
      changedBy: 'operator',
      modes: ['desk'],
      inFile: true,
      inBundle: true,
    },
  ),
  sounds: toggle(true, {
    label: { en: 'Sounds', fr: 'Sons' },
    section: 'desk',
    changedBy: 'operator',
    modes: everyMode,
    inFile: true,
    inBundle: true,
  }),
  cameraEnabled: setting(z.boolean(), true, {
    label: { en: 'Camera', fr: 'Caméra' },
    section: 'camera',
    changedBy: 'operator',
    modes: everyMode,
    // As `enabled` of its `camera`.
    inFile: false,
    inBundle: true,
  }),
  /** The browser's id of a camera; null for the first. It differs on every machine. */
  cameraDeviceId: setting(z.string().max(200).nullable(), null, {
    label: { en: 'Which camera', fr: 'Quelle caméra' },
    section: 'camera',
    changedBy: 'operator',
    modes: everyMode,
    inFile: false,
    inBundle: false,
  }),
  /** The key that the hand scanner presses before each code; null for none. */
  functionKeyPrefix: setting(
    z
      .string()
      .regex(/^F(1[3-9]|2[0-4])$/)
      .nullable(),
    null,
    {
      label: { en: 'Key before each code', fr: 'Touche avant chaque code' },
      section: 'scanner',
      changedBy: 'operator',
      modes: everyMode,
      // As `functionKeyPrefix` of its `scanner`.
      inFile: false,
      inBundle: true,
    },
  ),
  /** Of a normal start. */
  mode: setting(stationModeSchema, 'desk', {
    label: { en: 'Mode', fr: 'Mode' },
    section: 'station',
    changedBy: 'supervisor',
    modes: everyMode,
    inFile: true,
    inBundle: true,
  }),
  stationName: setting(stationNameSchema, 'Desk 1', {
    label: { en: 'Name', fr: 'Nom' },
    section: 'station',
    changedBy: 'supervisor',
    modes: everyMode,
    // As its `name`, which may have a place for the station's number.
    inFile: false,
    inBundle: false,
  }),
  direction: setting(doorDirectionSchema, 'in', {
    label: { en: 'Direction', fr: 'Sens' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['door'],
    inFile: true,
    inBundle: true,
  }),
  /** Where people collect the badge. It depends on the place of the kiosk, like the counter. */
  badgeOutlet: setting(badgeOutletSchema, 'below', {
    label: { en: 'Where people collect the badge', fr: 'Où l’on retire le badge' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['kiosk'],
    inFile: false,
    inBundle: false,
  }),
  counter: setting(counterSchema, '', {
    label: { en: 'Counter number', fr: 'Numéro du guichet' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['kiosk'],
    inFile: false,
    inBundle: false,
  }),
  kioskLanguages: setting(offeredLanguagesSchema, [...kioskLanguages], {
    label: { en: 'Languages at the kiosk', fr: 'Langues de la borne' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['kiosk'],
    inFile: true,
    inBundle: true,
  }),
  /** Seconds without a touch after which a kiosk asks "still there?". Slow hands need more. */
  idleSeconds: wholeNumber({ min: 15, max: 600 }, 45, {
    label: { en: 'Seconds until it asks', fr: 'Secondes avant la question' },
    hint: { en: '15 to 600 seconds', fr: '15 à 600 secondes' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['kiosk'],
    inFile: true,
    inBundle: true,
  }),
  /**
   * Seconds for which the question is shown before the kiosk is wiped; WCAG 2.2.1 asks for at
   * least 20.
   */
  countdownSeconds: wholeNumber({ min: 20, max: 120 }, 20, {
    label: { en: 'Seconds to answer', fr: 'Secondes pour répondre' },
    hint: { en: '20 to 120 seconds', fr: '20 à 120 secondes' },
    section: 'station',
    changedBy: 'supervisor',
    modes: ['kiosk'],
    inFile: true,
    inBundle: true,
  }),
};

type Table = typeof stationSettings;
export type SettingName = keyof Table;
type Value<N extends SettingName> = z.output<Table[N]['schema']>;
/** The names of the settings with this fact. */
type NamesWith<Fact> = { [N in SettingName]: Table[N] extends Fact ? N : never }[SettingName];

/** Settings that an operator changes; the others need a supervisor. */
type OperatorSetting = NamesWith<{ changedBy: 'operator' }>;
type FileSetting = NamesWith<{ inFile: true }>;
type BundleSetting = NamesWith<{ inBundle: true }>;
/** Settings of a section that it need not lay out itself. */
export type PlainSetting<Section> = NamesWith<{
  section: Section;
  control: Exclude<SettingControl, { kind: 'own' }>;
}>;
/** Settings of a section that it lays out itself. */
export type OwnSetting<Section> = NamesWith<{ section: Section; control: { kind: 'own' } }>;

export type StationSettings = { [N in SettingName]: Value<N> };

export const settingNames = Object.keys(stationSettings) as SettingName[];
export const operatorSettings = settingNames.filter(
  (name): name is OperatorSetting => stationSettings[name].changedBy === 'operator',
);
export const fileSettings = settingNames.filter(
  (name): name is FileSetting => stationSettings[name].inFile,
);
export const bundleSettings = settingNames.filter(
  (name): name is BundleSetting => stationSettings[name].inBundle,
);

/** One value for each of these settings, in their order. */
export function ofSettings<N extends SettingName, T>(
  names: readonly N[],
  make: (name: N) => T,
): Record<N, T> {
  const pairs = names.map((name) => [name, make(name)]);
  return Object.fromEntries(pairs);
}

/** The values of these settings. */
export function pickSettings<N extends SettingName>(
  names: readonly N[],
  values: Pick<StationSettings, N>,
): Pick<StationSettings, N> {
  const pairs = names.map((name) => [name, values[name]]);
  return Object.fromEntries(pairs);
}

/** The settings, where `presets` has none. */
export function withPresets(
  settings: StationSettings,
  presets: { [N in SettingName]?: StationSettings[N] | undefined },
): StationSettings {
  const pairs = settingNames.map((name) => [name, presets[name] ?? settings[name]]);
  return Object.fromEntries(pairs);
}

/** The schema of each of these settings. */
export function settingShape<N extends SettingName>(
  names: readonly N[],
): { [K in N]: Table[K]['schema'] } {
  const pairs = names.map((name) => [name, stationSettings[name].schema]);
  return Object.fromEntries(pairs);
}

/** The schema of each of these settings, where a missing one has its initial value. */
export function settingShapeWithInitial<N extends SettingName>(
  names: readonly N[],
): { [K in N]: z.ZodDefault<Table[K]['schema']> } {
  const pairs = names.map((name) => {
    const { schema, initial }: Setting = stationSettings[name];
    return [name, schema.default(initial)];
  });
  return Object.fromEntries(pairs);
}
