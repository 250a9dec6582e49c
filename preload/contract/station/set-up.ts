import { z } from 'zod';
import {
  bilingualSchema,
  screenLanguageSchema,
  screenTextSchema,
} from '../../../domain/base/language.ts';
import { maxParts, stationModeSchema } from '../../../domain/base/protocol.ts';
import { stationNameSchema } from '../../../domain/base/station-face.ts';
import { settingNames, settingShape } from '../../../domain/base/station-settings.ts';
import { localDaySchema, timeOfDaySchema } from '../../../domain/event/event-file.ts';
import { eventTables } from '../../../domain/event/event-tables.ts';
import {
  eventKinds,
  newEventSchema,
  newEventTimingSchema,
} from '../../../domain/event/new-event.ts';
import {
  newPassPhraseSchema,
  typedPassPhraseSchema,
} from '../../../domain/operators/pass-phrase.ts';
import { chosenTablesSchema } from '../../../domain/roster/chosen-tables.ts';
import { textEncodingSchema } from '../../../domain/roster/roster-import.ts';
import { numberPlace } from '../../../domain/station/settings-file.ts';
import { type CallDefinition, deskCall } from '../base.ts';
import { syncCalls } from '../sync.ts';
import { setUpStepSchema } from './station.ts';

/** What is wrong at one place of a chosen file; see `FileProblem`. Both texts may be empty. */
const problemSchema = z.strictObject({ place: screenTextSchema, mistake: screenTextSchema });

/** The choice for the event so far: the file, its secret, and what is wrong with either. */
export const eventChoiceSchema = z.strictObject({
  file: z
    .strictObject({
      name: z.string(),
      problems: z.array(problemSchema),
      /** Null while the file has problems. */
      event: z
        .strictObject({
          name: bilingualSchema,
          days: z.array(localDaySchema),
          checkpoints: z.int(),
          delegations: z.int(),
        })
        .nullable(),
    })
    .nullable(),
  secret: z.strictObject({ name: z.string(), problems: z.array(problemSchema) }).nullable(),
});
export type EventChoice = z.infer<typeof eventChoiceSchema>;

/** The chosen settings file: its effect on this station, or why it cannot be used. */
export const settingsChoiceSchema = z.strictObject({
  fileName: z.string(),
  problems: z.array(problemSchema),
  settings: z
    .strictObject({
      name: z.string(),
      mode: stationModeSchema,
      language: screenLanguageSchema,
      checkpoint: z.string().nullable(),
      printers: z.array(z.string()),
      supervisor: z.string().nullable(),
      asksForNumber: z.boolean(),
    })
    .nullable(),
});
export type SettingsChoice = z.infer<typeof settingsChoiceSchema>;

/** An earlier event to start from. `event` is null while an archive waits for its passphrase. */
export const earlierEventSchema = z.strictObject({
  fileName: z.string(),
  event: z
    .strictObject({
      /** Without its year. */
      name: z.strictObject({ en: z.string(), fr: z.string() }),
      place: bilingualSchema,
      timeZone: z.string(),
      dayBoundary: timeOfDaySchema,
      categories: z.array(z.strictObject({ id: z.string(), name: bilingualSchema })),
      checkpoints: z.int(),
      sessions: z.int(),
      timetable: z.strictObject({
        days: z.int(),
        entries: z.array(
          z.strictObject({
            name: bilingualSchema,
            isSession: z.boolean(),
            days: z.array(z.int()),
          }),
        ),
      }),
      delegations: z.int(),
      extraFields: z.int(),
      /** Number of badge templates; an event file has none. */
      templates: z.int(),
    })
    .nullable(),
});
export type EarlierEvent = z.infer<typeof earlierEventSchema>;

/** Stations without a hub to create together: how many of each mode, and their names. */
export const packageRequestSchema = z
  .strictObject({
    desks: z.int().min(0).max(maxParts),
    kiosks: z.int().min(0).max(maxParts),
    doors: z.int().min(0).max(maxParts),
    /** With `{number}`, in the language of the page. */
    names: z.record(
      stationModeSchema,
      stationNameSchema.refine((name) => name.includes(numberPlace)),
    ),
    /** Null: the station generates one. */
    passphrase: newPassPhraseSchema.nullable(),
    /** Whether to include the operator's name and PIN hash. */
    withSupervisor: z.boolean(),
  })
  .refine(({ desks, kiosks, doors }) => {
    const sum = desks + kiosks + doors;
    return sum >= 1 && sum <= maxParts;
  });
export type PackageRequest = z.infer<typeof packageRequestSchema>;

const partSchema = z.strictObject({ number: z.int(), name: z.string(), mode: stationModeSchema });

/** The file that was written. The passphrase is shown once; null if the operator chose it. */
export const madePackageSchema = z.strictObject({
  fileName: z.string(),
  stations: z.array(partSchema),
  passphrase: z.string().nullable(),
});
export type MadePackage = z.infer<typeof madePackageSchema>;

/** A chosen package, as far as it can be read without its passphrase. */
export const chosenPackageSchema = z.strictObject({
  fileName: z.string(),
  parts: z.int(),
  /** UTC milliseconds. */
  made: z.int(),
});
export type ChosenPackage = z.infer<typeof chosenPackageSchema>;

/** An opened package with its stations. This installation becomes one of them. */
export const openedPackageSchema = z.strictObject({
  event: z.strictObject({ name: bilingualSchema, days: z.array(localDaySchema) }),
  delegates: z.int(),
  parts: z.array(partSchema.extend({ opened: z.int().nullable() })),
  /** False for a read-only medium: another person may then open the same part. */
  canMark: z.boolean(),
});
export type OpenedPackage = z.infer<typeof openedPackageSchema>;

/**
 * A call of the first start and of Settings → Station. `access` is `anyone` because no one can sign
 * in before there is a supervisor. Once there is one, main requires a supervisor (see
 * mustBeAllowedToSetUp).
 */
const setUpCall = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): CallDefinition<I, O> => deskCall('anyone', input, output);

export const setUpCalls = {
  goToSetUpStep: setUpCall(z.strictObject({ step: setUpStepSchema }), z.void()),
  /** `demo` ends the set-up at once: the sample event with its own operator. */
  chooseSetUpSource: setUpCall(
    z.strictObject({ source: z.enum(['demo', 'create', 'hub', 'package', 'file']) }),
    z.void(),
  ),
  changeStation: setUpCall(z.strictObject(settingShape(settingNames)).partial(), z.void()),
  findHubAtSetUp: setUpCall(syncCalls.findHub.input, syncCalls.findHub.output),
  /** The app restarts afterwards. */
  joinHubAtSetUp: setUpCall(syncCalls.joinHub.input, z.strictObject({ hubName: z.string() })),
  getEventChoice: setUpCall(z.void(), eventChoiceSchema),
  /** Opens the file dialog. Closing it without a choice changes nothing. */
  chooseEventFile: setUpCall(z.void(), eventChoiceSchema),
  chooseEventSecret: setUpCall(z.void(), eventChoiceSchema),
  /** Opens the file dialog. Closing it without a choice changes nothing. */
  chooseEventTable: setUpCall(z.strictObject({ table: z.enum(eventTables) }), z.void()),
  readEventTableAs: setUpCall(
    z.strictObject({ table: z.enum(eventTables), encoding: textEncodingSchema }),
    z.void(),
  ),
  dropEventTable: setUpCall(z.strictObject({ table: z.enum(eventTables) }), z.void()),
  /** The chosen tables, checked for an event of this kind at this time; null if not known yet. */
  checkEventTables: setUpCall(
    z.strictObject({
      kind: z.enum(eventKinds),
      timing: newEventTimingSchema.nullable(),
      /** Sessions name the categories of the chosen earlier event. */
      fromEarlier: z.boolean().default(false),
    }),
    chosenTablesSchema,
  ),
  /** Saves a table to fill in, or the members of the WCO; false if the dialog was closed. */
  saveEventTable: setUpCall(
    z.strictObject({
      table: z.enum([...eventTables, 'wco-members']),
      /** The day of the example's sessions. */
      day: localDaySchema.nullable(),
    }),
    z.boolean(),
  ),
  /** Opens the file dialog for an archive or an event file; null if it was closed. */
  chooseEarlierEvent: setUpCall(z.void(), earlierEventSchema.nullable()),
  /** Opens the archive chosen last. Nothing changes yet. */
  openEarlierEvent: setUpCall(
    z.strictObject({ passphrase: typedPassPhraseSchema }),
    earlierEventSchema,
  ),
  dropEarlierEvent: setUpCall(z.void(), z.void()),
  /** Creates an event with its keys. The app restarts with it. */
  createEvent: setUpCall(newEventSchema, z.void()),
  /** Adopts the chosen event. The app restarts with it. */
  adoptEvent: setUpCall(z.void(), z.void()),
  /** Creates stations without a hub, in one sealed file; null if the dialog was closed. */
  makeEventPackage: deskCall('supervisor', packageRequestSchema, madePackageSchema.nullable()),
  /** Null if the dialog was closed. */
  chooseEventPackage: setUpCall(z.void(), chosenPackageSchema.nullable()),
  /** Opens the package chosen last. Nothing changes yet. */
  openEventPackage: setUpCall(
    z.strictObject({ passphrase: typedPassPhraseSchema }),
    openedPackageSchema,
  ),
  /** Makes this station that part of the opened package. The app restarts as it. */
  adoptEventPackage: setUpCall(z.strictObject({ part: z.int().min(1).max(maxParts) }), z.void()),
  /** False if the dialog was closed. The file contains the operator's PIN hash only on request. */
  exportSettings: setUpCall(z.strictObject({ withSupervisor: z.boolean() }), z.boolean()),
  /** Null if the dialog was closed. */
  chooseSettingsFile: setUpCall(z.void(), settingsChoiceSchema.nullable()),
  /** Applies the file chosen last. */
  applySettingsFile: setUpCall(z.strictObject({ number: z.int().min(1).max(9999) }), z.void()),
  /** Ends the first start. The app restarts if the station becomes a kiosk or a door. */
  finishSetUp: setUpCall(z.void(), z.strictObject({ restarts: z.boolean() })),
  /** Whether the app starts when a user signs in to the computer; null if unknown. */
  getStartAtLogin: setUpCall(z.void(), z.boolean().nullable()),
  setStartAtLogin: setUpCall(z.strictObject({ on: z.boolean() }), z.void()),
  /** Restarts the app in the station's default mode. */
  restartStation: setUpCall(z.void(), z.void()),
};
